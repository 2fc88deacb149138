/** A flag that greenlets wait for. */
import { checkTimeout } from '../lane/errors.js';
import { emit, trace } from '../trace/emit.js';
import { Linkable } from './linkable.js';

/**
 * A flag: greenlets wait until one of them sets it. For greenlets of one thread alone; threads share
 * the bare `Event`.
 *
 * @example
 * const opened = new gevent.Event();
 * gevent.spawn(async () => {
 *   await opened.wait();
 *   print('through');
 * });
 * opened.set();
 * @see Python's `gevent.event.Event`
 */
export class Event extends Linkable {
  private flag = false;

  /**
   * Whether it is set.
   *
   * @returns true from a `set()` until the next `clear()`
   */
  isSet(): boolean {
    return this.flag;
  }

  /**
   * Whether it is set, as `isSet` says.
   *
   * @returns true from a `set()` until the next `clear()`
   */
  override ready(): boolean {
    return this.flag;
  }

  /** Sets the flag and wakes all who wait, also if `clear()` follows at once. */
  set(): void {
    this.flag = true;
    if (trace.on) emit({ type: 'set', on: 'event' });
    this.notifyLinks();
  }

  /** Takes the flag back; who waits from now on waits for the next `set()`. */
  clear(): void {
    this.flag = false;
    if (trace.on) emit({ type: 'clear', on: 'event' });
  }

  /**
   * Waits until the flag is set.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @returns a promise: true if it was set, false if the time was up
   * @throws BadTimeoutError
   * @see Python's `gevent.event.Event.wait`
   */
  async wait(timeoutSeconds?: number): Promise<boolean> {
    checkTimeout('gevent.Event.wait()', timeoutSeconds);
    return this.untilReady('event', timeoutSeconds);
  }

  /**
   * Names it and its state.
   *
   * @returns that text
   */
  override toString(): string {
    return `<gevent.Event ${this.flag ? 'set' : 'not set'}>`;
  }
}
