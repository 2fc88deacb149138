/** A child's own conductor's recorder: it passes the events of the child's threads and children on. */
import { sendEvent, sendFrame } from '../multiprocessing/control.js';
import { Frame } from '../multiprocessing/frames.js';
import type { Emitted } from '../trace/event.js';
import type { Recorder } from '../trace/recorder.js';
import { makeRing, RingReader, type Stamped } from '../trace/ring.js';

/** What a conductor needs of its recorder, be it the one that keeps the events or one that passes them on. */
export type EventDesk = Pick<
  Recorder,
  'openRing' | 'closeRing' | 'openPipe' | 'closePipe' | 'gone' | 'push' | 'note' | 'drain'
>;

/** Sends events to the conductor above, which brings them into order. */
export class Forwarder implements EventDesk {
  private readonly rings = new Set<RingReader>();

  openRing(): { ring: SharedArrayBuffer; reader: RingReader } {
    const ring = makeRing();
    const reader = new RingReader(ring);
    this.rings.add(reader);
    return { ring, reader };
  }

  closeRing(reader: RingReader): void {
    reader.abandon();
    this.drain();
    this.rings.delete(reader);
  }

  openPipe(): void {}

  closePipe(): void {}

  gone(pid: number): void {
    sendFrame(Frame.gone, String(pid));
  }

  push(pid: number, lane: number, json: string, stamp: bigint): void {
    sendEvent(stamp, pid === 0 ? process.pid : pid, lane, json);
  }

  note(pid: number, lane: number, event: Emitted): void {
    this.push(pid, lane, JSON.stringify(event), process.hrtime.bigint());
  }

  drain(): void {
    for (const ring of this.rings) {
      ring.rearm();
      const batch: Stamped[] = [];
      ring.take(process.hrtime.bigint(), batch);
      for (const { lane, json, stamp } of batch) this.push(0, lane, json, stamp);
    }
  }
}
