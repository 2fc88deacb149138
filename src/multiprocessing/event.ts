/** Python's `multiprocessing.Event`: a flag that processes wait for. */
import { checkTimeout } from '../lane/errors.js';
import { emit, trace } from '../trace/emit.js';
import { ask, askAsync, askWaiting, Exchanged, exchangeable } from './exchange.js';

/**
 * A flag between processes: unset at first, `set()` releases everybody who waits.
 *
 * Pass it to processes in `args`, or nested in arrays and objects: it is the same event there. Each call
 * is a message to the program's first process and back; between threads, `Event` is far faster.
 *
 * @example
 * const ready = new multiprocessing.Event();
 * new Process({ target: serve, args: [ready] }).start();
 * ready.wait();
 * @see Python's `multiprocessing.Event`
 */
export class Event extends Exchanged {
  constructor() {
    super({ op: 'new-flag' });
  }

  protected get kind(): string {
    return 'event';
  }

  /**
   * Whether the event is set.
   *
   * @returns true from a `set()` until the next `clear()`
   */
  isSet(): boolean {
    return ask<boolean>({ op: 'is-set', object: this.offset });
  }

  /** Sets the event and releases all who wait, also those whom a `clear()` directly after it would overtake. */
  set(): void {
    if (trace.on) emit({ type: 'set', on: this.label });
    ask({ op: 'set', object: this.offset });
  }

  /** Unsets the event: whoever waits from now on waits for the next `set()`. */
  clear(): void {
    if (trace.on) emit({ type: 'clear', on: this.label });
    ask({ op: 'clear', object: this.offset });
  }

  /**
   * Blocks this thread until the event is set; returns at once where it is.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @returns true if the event was set, false if the time was up first
   * @throws BadTimeoutError when the time-out is negative or no number
   * @throws BlockingOnMainThreadError on the main thread of a plain script: await `waitAsync()` there
   */
  wait(timeoutSeconds?: number): boolean {
    checkTimeout('Event.wait()', timeoutSeconds);
    const what = { op: 'wait', object: this.offset } as const;
    return askWaiting<boolean>(what, this.naming('wait'), timeoutSeconds) ?? false;
  }

  /**
   * As `wait`, without blocking the thread. While it is pending, the program stays alive.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @returns resolves to true if the event was set, to false if the time was up first
   */
  async waitAsync(timeoutSeconds?: number): Promise<boolean> {
    checkTimeout('Event.waitAsync()', timeoutSeconds);
    const what = { op: 'wait', object: this.offset } as const;
    return (await askAsync<boolean>(what, this.naming('wait'), timeoutSeconds)) ?? false;
  }
}

exchangeable('Event', Event);
