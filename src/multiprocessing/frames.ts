/**
 * What a child process and its conductor write to each other on one pipe: frames of a length, a kind
 * and bytes. A frame is written whole; one that is cut off by a sudden end is dropped.
 */
import { readSync } from 'node:fs';

/** The descriptor of the pipe within a child. */
export const CONTROL_FD = 3;

/** What a frame holds. */
export const Frame = {
  /** Conductor to child, once: what to do. */
  job: 1,
  /** Child to conductor: an event of it, or of a process that it started, as `stamp pid lane json`. */
  event: 2,
  /** Child to conductor: a process that it started is gone, and this was its id. */
  gone: 3,
  /** Child to conductor, as it ends in order: what it used. */
  usage: 4,
  /** Child to conductor: what a process that it started used. */
  usageBelow: 5,
  /** Child to conductor: a request to the program's first process. */
  request: 6,
  /** Conductor to child: an answer from there. */
  answer: 7,
  /** Child to conductor: its worker's ledger can be read from now on. */
  ready: 8,
  /** Conductor to child: what is known of the batch of that number? */
  collect: 9,
  /** Child to conductor: the answer, of type `Collected`. */
  collected: 10,
} as const;

const HEADER_BYTES = 5;

/** The bytes of one frame. */
export function frame(kind: number, payload: Uint8Array | string): Buffer {
  const size = typeof payload === 'string' ? Buffer.byteLength(payload) : payload.length;
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + size);
  bytes.writeUInt32LE(size, 0);
  bytes[4] = kind;
  if (typeof payload === 'string') bytes.write(payload, HEADER_BYTES);
  else bytes.set(payload, HEADER_BYTES);
  return bytes;
}

/** Cuts a stream of bytes into frames. */
export class FrameReader {
  private rest: Buffer = Buffer.alloc(0);
  private readonly take: (kind: number, payload: Buffer) => void;

  constructor(take: (kind: number, payload: Buffer) => void) {
    this.take = take;
  }

  feed(chunk: Buffer): void {
    let bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    while (bytes.length >= HEADER_BYTES) {
      const end = HEADER_BYTES + bytes.readUInt32LE(0);
      if (bytes.length < end) break;
      this.take(bytes[4]!, bytes.subarray(HEADER_BYTES, end));
      bytes = bytes.subarray(end);
    }
    this.rest = bytes;
  }
}

/** Blocks until a whole frame has come, and returns its bytes; null if the other end is gone. */
export function readFrame(fd: number): Buffer | null {
  const header = readBytes(fd, HEADER_BYTES);
  return header === null ? null : readBytes(fd, header.readUInt32LE(0));
}

function readBytes(fd: number, count: number): Buffer | null {
  const bytes = Buffer.allocUnsafe(count);
  for (let done = 0; done < count;) {
    const got = readSync(fd, bytes, done, count - done, null);
    if (got === 0) return null;
    done += got;
  }
  return bytes;
}
