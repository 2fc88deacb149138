/** A number of permits among greenlets. */
import { checkTimeout } from '../lane/errors.js';
import { checkCount } from './errors.js';
import { Wait } from './wait.js';

/**
 * So many greenlets may pass at a time. For greenlets of one thread alone; threads share the bare
 * `Semaphore`.
 *
 * @example
 * const permits = new gevent.Semaphore(2);
 * await permits.with(() => gevent.sleep(1));
 * @see Python's `gevent.lock.Semaphore`
 */
export class Semaphore {
  private permits: number;
  private readonly waiting = new Set<Wait<boolean>>();

  /**
   * @param value how many permits there are at first, from 0 up
   * @throws BadCountError
   */
  constructor(value = 1) {
    checkCount('the value of a gevent.Semaphore', 0, value);
    this.permits = value;
  }

  /** How many permits are free. */
  get counter(): number {
    return this.permits;
  }

  /**
   * Whether no permit is free.
   *
   * @returns true where `acquire()` would wait
   */
  locked(): boolean {
    return this.permits === 0;
  }

  /**
   * Takes a permit, and waits for one if none is free. Who waits longest gets the next one.
   *
   * @param blocking whether to wait at all
   * @param timeoutSeconds the longest wait in seconds; without it for ever
   * @returns a promise: whether it got one
   * @throws BadTimeoutError
   * @see Python's `gevent.lock.Semaphore.acquire`
   */
  async acquire(blocking = true, timeoutSeconds?: number): Promise<boolean> {
    checkTimeout('gevent.Semaphore.acquire()', timeoutSeconds);
    if (this.permits > 0) {
      this.permits--;
      return true;
    }
    if (!blocking) return false;
    const wait = new Wait<boolean>('semaphore', timeoutSeconds, (late) => late.wake(false));
    wait.abandon = () => this.waiting.delete(wait);
    if (wait.pending) this.waiting.add(wait);
    return wait.promise;
  }

  /**
   * Gives a permit back, or one more: to who waits longest, if anybody does.
   *
   * @see Python's `gevent.lock.Semaphore.release`
   */
  release(): void {
    const [first] = this.waiting;
    if (first === undefined) this.permits++;
    else {
      this.waiting.delete(first);
      first.wake(true);
    }
  }

  /**
   * Acquires, awaits `body`, and releases, also when `body` throws: Python's `with` block.
   *
   * @param body a function; it may be async
   * @returns a promise of what `body` returned
   * @example
   * await permits.with(() => gevent.get(url));
   * @see Python's `with semaphore:`
   */
  async with<T>(body: () => T | PromiseLike<T>): Promise<T> {
    await this.acquire();
    try {
      return await body();
    } finally {
      this.release();
    }
  }
}
