/**
 * The way of a thread's events to the conductor: one ring of bytes in shared memory per thread.
 *
 * Order across threads is exact without holding anything back, because a writer reserves its room
 * *first*, says `stamping`, takes the stamp, writes, publishes, and says that it is done. A reader that
 * takes `limit = now` and finds a lane still stamping knows that its record will be stamped no earlier
 * than that lane's last one, and lowers the limit to it. A full ring makes its writer wait, so memory
 * is bounded and nothing is lost.
 */
import type { Emitted } from './event.js';
import type { EventWriter } from './emit.js';

/** Words at the front of a ring. */
const Word = { head: 0, tail: 1, stamping: 2, told: 3, full: 4 } as const;
const HEADER_BYTES = 64;
const RING_BYTES = 1 << 18;
/** A record: size, lane, stamp in nanoseconds (8 bytes), then its JSON text. */
const RECORD_BYTES = 16;
/** A longer text is cut into parts, so that it always fits. */
const MOST_TEXT_BYTES = RING_BYTES >> 2;
/** Flags in a record's size word. */
const PAD = 1 << 30;
const PART = 1 << 29;
const SIZE = PART - 1;

/** Makes the shared memory of a ring. It costs real memory only as far as it is written. */
export function makeRing(): SharedArrayBuffer {
  return new SharedArrayBuffer(HEADER_BYTES + RING_BYTES);
}

const aligned = (bytes: number): number => (bytes + 7) & ~7;

/** What both ends see. Head and tail count bytes for ever, modulo 2^32; their difference is the fill. */
class Ends {
  protected readonly words: Int32Array;
  protected readonly data: Int32Array;
  protected readonly stamps: BigInt64Array;
  protected readonly text: Buffer;

  constructor(ring: SharedArrayBuffer) {
    this.words = new Int32Array(ring, 0, HEADER_BYTES / 4);
    this.data = new Int32Array(ring, HEADER_BYTES);
    this.stamps = new BigInt64Array(ring, HEADER_BYTES);
    this.text = Buffer.from(ring, HEADER_BYTES);
  }
}

/** A thread's end of its ring. */
export class RingWriter extends Ends implements EventWriter {
  private readonly wakeReader: () => void;

  /** @param wakeReader sends the conductor one message; called only while it has not been told yet */
  constructor(ring: SharedArrayBuffer, wakeReader: () => void) {
    super(ring);
    this.wakeReader = wakeReader;
  }

  write(lane: number, event: Emitted): void {
    const json = JSON.stringify(event);
    // A UTF-16 unit is at most three bytes: short texts need no exact count.
    if (json.length * 3 <= MOST_TEXT_BYTES) this.record(lane, json, 0);
    else {
      const bytes = Buffer.from(json);
      for (let from = 0; from < bytes.length; from += MOST_TEXT_BYTES) {
        const part = bytes.subarray(from, from + MOST_TEXT_BYTES);
        this.record(lane, part, from + MOST_TEXT_BYTES < bytes.length ? PART : 0);
      }
    }
    if (Atomics.exchange(this.words, Word.told, 1) === 0) this.wakeReader();
  }

  private record(lane: number, content: string | Buffer, flag: number): void {
    const most = typeof content === 'string' ? content.length * 3 : content.length;
    let head = Atomics.load(this.words, Word.head);
    const toEnd = RING_BYTES - (head & (RING_BYTES - 1));
    const needed = aligned(RECORD_BYTES + most);
    this.reserve(head, toEnd < needed ? toEnd + needed : needed);
    if (toEnd < needed) {
      this.data[(head & (RING_BYTES - 1)) >> 2] = PAD | toEnd;
      head = (head + toEnd) | 0;
    }
    const at = head & (RING_BYTES - 1);
    Atomics.store(this.words, Word.stamping, 1);
    this.stamps[(at + 8) >> 3] = process.hrtime.bigint();
    const size =
      typeof content === 'string'
        ? this.text.write(content, at + RECORD_BYTES)
        : content.copy(this.text, at + RECORD_BYTES);
    this.data[(at >> 2) + 1] = lane;
    this.data[at >> 2] = flag | size;
    Atomics.store(this.words, Word.head, (head + aligned(RECORD_BYTES + size)) | 0);
    Atomics.store(this.words, Word.stamping, 0);
  }

  /** Waits until the reader has made room; it is woken for that. */
  private reserve(head: number, bytes: number): void {
    for (;;) {
      const tail = Atomics.load(this.words, Word.tail);
      if (RING_BYTES - ((head - tail) | 0) >= bytes) return;
      Atomics.store(this.words, Word.full, 1);
      if (Atomics.exchange(this.words, Word.told, 1) === 0) this.wakeReader();
      Atomics.wait(this.words, Word.tail, tail);
    }
  }
}

/** One record as the reader finds it. */
export interface Stamped {
  /** Nanoseconds of the monotonic clock. */
  stamp: bigint;
  lane: number;
  /** The event as JSON, without time and lane. */
  json: string;
}

/** The conductor's end of a thread's ring. */
export class RingReader extends Ends {
  private parts: Buffer[] = [];
  private last = 0n;

  /** Says that whatever is written from now on needs a new message. */
  rearm(): void {
    Atomics.store(this.words, Word.told, 0);
  }

  /**
   * Up to which stamp this ring's records are all to be seen, given the time `now`: `now` itself
   * unless the writer is at work on one.
   */
  limit(now: bigint): bigint {
    if (Atomics.load(this.words, Word.stamping) === 0) return now;
    const newest = this.newest();
    return newest < now ? newest : now;
  }

  /** Takes the records stamped up to `limit` out of the ring, in order. */
  take(limit: bigint, into: Stamped[]): void {
    const head = Atomics.load(this.words, Word.head);
    const first = Atomics.load(this.words, Word.tail);
    let tail = first;
    while (tail !== head) {
      const at = tail & (RING_BYTES - 1);
      const size = this.data[at >> 2]!;
      if (size & PAD) {
        tail = (tail + (size & SIZE)) | 0;
        continue;
      }
      const stamp = this.stamps[(at + 8) >> 3]!;
      if (stamp > limit) break;
      const bytes = size & SIZE;
      const from = at + RECORD_BYTES;
      if (size & PART) this.parts.push(Buffer.from(this.text.subarray(from, from + bytes)));
      else {
        let json = this.text.toString('utf8', from, from + bytes);
        if (this.parts.length > 0) {
          this.parts.push(Buffer.from(this.text.subarray(from, from + bytes)));
          json = Buffer.concat(this.parts).toString();
          this.parts = [];
        }
        into.push({ stamp, lane: this.data[(at >> 2) + 1]!, json });
      }
      this.last = stamp;
      tail = (tail + aligned(RECORD_BYTES + bytes)) | 0;
    }
    if (tail === first) return;
    Atomics.store(this.words, Word.tail, tail);
    if (Atomics.exchange(this.words, Word.full, 0) === 1) Atomics.notify(this.words, Word.tail);
  }

  /** The writer is gone, perhaps in the middle of a record: do not wait for that one. */
  abandon(): void {
    Atomics.store(this.words, Word.stamping, 0);
  }

  private newest(): bigint {
    const head = Atomics.load(this.words, Word.head);
    let tail = Atomics.load(this.words, Word.tail);
    let newest = this.last;
    while (tail !== head) {
      const at = tail & (RING_BYTES - 1);
      const size = this.data[at >> 2]!;
      if (!(size & PAD)) newest = this.stamps[(at + 8) >> 3]!;
      tail = (tail + (size & PAD ? size & SIZE : aligned(RECORD_BYTES + (size & SIZE)))) | 0;
    }
    return newest;
  }
}
