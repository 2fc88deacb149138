/** A result that is set later, once, for all who wait for it. */
import { checkTimeout } from '../lane/errors.js';
import { Linkable } from './linkable.js';
import { Timeout } from './timeout.js';

/**
 * A value or an error that one greenlet sets and others wait for.
 *
 * @example
 * const answer = new gevent.AsyncResult<number>();
 * gevent.spawn(() => answer.set(42));
 * print(await answer.get());
 * @see Python's `gevent.event.AsyncResult`
 */
export class AsyncResult<T = unknown> extends Linkable {
  private outcome: { value: T } | { error: unknown } | null = null;

  /** The value; undefined before it is set, and if an error was set. */
  get value(): T | undefined {
    return this.outcome !== null && 'value' in this.outcome ? this.outcome.value : undefined;
  }

  /** The error; null if none was set. */
  get exception(): unknown {
    return this.outcome !== null && 'error' in this.outcome ? this.outcome.error : null;
  }

  /**
   * Whether a value or an error has been set.
   *
   * @returns true after `set()` or `setException()`
   */
  override ready(): boolean {
    return this.outcome !== null;
  }

  /**
   * Whether a value has been set.
   *
   * @returns true after `set()`, false after `setException()` and before both
   */
  successful(): boolean {
    return this.outcome !== null && 'value' in this.outcome;
  }

  /**
   * Sets the value and wakes all who wait. A later one replaces it.
   *
   * @param value what `get` gives
   */
  set(value: T): void {
    this.outcome = { value };
    this.notifyLinks();
  }

  /**
   * Sets an error and wakes all who wait.
   *
   * @param error what `get` throws
   * @see Python's `AsyncResult.set_exception`
   */
  setException(error: unknown): void {
    this.outcome = { error };
    this.notifyLinks();
  }

  /**
   * Waits for the value.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever
   * @returns a promise of the value
   * @throws the error that was set
   * @throws Timeout when the time is up
   * @throws BadTimeoutError
   */
  async get(timeoutSeconds?: number): Promise<T> {
    await this.wait(timeoutSeconds);
    if (this.outcome === null) throw new Timeout(timeoutSeconds);
    if ('error' in this.outcome) throw this.outcome.error;
    return this.outcome.value;
  }

  /**
   * Waits until a value or an error is set.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever
   * @returns a promise of the value; of undefined when the time is up, or an error was set
   * @throws BadTimeoutError
   */
  async wait(timeoutSeconds?: number): Promise<T | undefined> {
    checkTimeout('gevent.AsyncResult', timeoutSeconds);
    await this.untilReady('result', timeoutSeconds);
    return this.value;
  }

  /**
   * Names it.
   *
   * @returns that text
   */
  override toString(): string {
    return '<gevent.AsyncResult>';
  }
}
