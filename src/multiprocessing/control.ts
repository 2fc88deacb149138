/** A child process's own end of the pipe to the conductor that started it. */
import { writeSync } from 'node:fs';
import { Header, programWords } from '../memory/arena.js';
import { park } from '../memory/park.js';
import type { EventWriter } from '../trace/emit.js';
import type { Emitted } from '../trace/event.js';
import { CONTROL_FD, Frame, frame } from './frames.js';

const pause = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes a frame whole, whichever thread of the child asks; nothing is lost after it returns.
 */
export function sendFrame(kind: number, payload: Uint8Array | string): void {
  const words = programWords();
  while (Atomics.compareExchange(words, Header.controlLock, 0, 1) !== 0)
    park(words, Header.controlLock, 1);
  try {
    const bytes = frame(kind, payload);
    for (let done = 0; done < bytes.length;) {
      try {
        done += writeSync(CONTROL_FD, bytes, done);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        // The parent is gone, and nobody is there to hear it; or who read here has closed this end for that.
        if (code === 'EPIPE' || code === 'EBADF') return;
        if (code !== 'EAGAIN') throw error;
        Atomics.wait(pause, 0, 0, 1);
      }
    }
  } finally {
    Atomics.store(words, Header.controlLock, 0);
    Atomics.notify(words, Header.controlLock, 1);
  }
}

/** Sends an event of any process: `stamp pid lane json`. */
export function sendEvent(stamp: bigint, pid: number, lane: number, json: string): void {
  sendFrame(Frame.event, `${stamp} ${pid} ${lane} ${json}`);
}

/** Sends the events of a child's main thread as they happen. */
export class ControlPipe implements EventWriter {
  write(lane: number, event: Emitted): void {
    sendEvent(process.hrtime.bigint(), process.pid, lane, JSON.stringify(event));
  }
}
