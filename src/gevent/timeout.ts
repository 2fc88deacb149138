/** A limit of time for whatever a greenlet does. */
import { checkTimeout } from '../lane/errors.js';
import { Limit } from './limit.js';
import { currentScope, runWithin, Scope } from './scope.js';

/**
 * An error that is raised in the greenlet that started it, where it waits, when its time is up. If the
 * greenlet does not wait in gevent at that moment, it is raised at its next wait there.
 *
 * Time-outs are real time, whatever `--speed` says.
 *
 * @example
 * const timeout = gevent.Timeout.startNew(2);
 * try {
 *   await gevent.get(url);
 * } finally {
 *   timeout.close();
 * }
 * @see Python's `gevent.Timeout`
 */
export class Timeout extends Error {
  override name = 'Timeout';
  /** The time in seconds; undefined never ends. */
  readonly seconds: number | undefined;
  readonly #raised: Error;
  readonly #limit = new Limit(() => this.#expire());
  #scope: Scope | null = null;

  /**
   * @param seconds from `start()` on, from 0 up; undefined or Infinity for no limit
   * @param exception raised instead of this Timeout
   * @throws BadTimeoutError
   */
  constructor(seconds?: number, exception?: Error) {
    super(seconds === undefined ? 'No limit of time' : `Timed out after ${plural(seconds)}`);
    checkTimeout('gevent.Timeout', seconds);
    this.seconds = seconds;
    this.#raised = exception ?? this;
  }

  /**
   * Makes a Timeout and starts it.
   *
   * @param seconds as in the constructor
   * @param exception as in the constructor
   * @returns the Timeout, which counts already
   * @see Python's `gevent.Timeout.start_new`
   */
  static startNew(seconds?: number, exception?: Error): Timeout {
    return new Timeout(seconds, exception).start();
  }

  /** Whether it has been started and its time is not up. */
  get pending(): boolean {
    return this.#limit.pending;
  }

  /**
   * Begins to count, for the current greenlet. A second call begins anew.
   *
   * @returns the same Timeout
   */
  start(): this {
    this.close();
    this.#scope = currentScope();
    this.#limit.start(this.seconds);
    return this;
  }

  /** Ends it; nothing is raised any more. It may be called at any time. */
  close(): void {
    this.#limit.stop();
    // What a scope owes when it is left is owed by the one around it.
    for (let scope = this.#scope; scope !== null; scope = scope.outer) scope.forget(this.#raised);
  }

  /** As `close()`, for `using`. */
  [Symbol.dispose](): void {
    this.close();
  }

  #expire(): void {
    let scope = this.#scope!;
    while (scope instanceof Limited && scope.left) scope = scope.outer;
    scope.interrupt(this.#raised);
  }
}

function plural(seconds: number): string {
  return `${seconds} second${seconds === 1 ? '' : 's'}`;
}

/**
 * Runs a function, and raises a Timeout within it, where it waits, if it takes too long.
 *
 * @param seconds the longest time, from 0 up; undefined or Infinity for no limit
 * @param fn what to run; if it waits for something that gevent cannot interrupt, its result is dropped
 * @param options `timeoutValue`: returned when the time is up, instead of raising the Timeout
 * @returns a promise of what `fn` returned
 * @throws Timeout when the time is up and there is no `timeoutValue`
 * @throws BadTimeoutError
 * @example
 * const page = await gevent.withTimeout(2, () => gevent.get(url), { timeoutValue: null });
 * @see Python's `gevent.with_timeout`
 */
export async function withTimeout<T, V = never>(
  seconds: number | undefined,
  fn: () => T | PromiseLike<T>,
  options: { timeoutValue?: V } = {},
): Promise<T | V> {
  const timeout = new Timeout(seconds);
  const outer = currentScope();
  const owed = outer.takeOwed();
  if (owed !== null) throw owed;
  const inner = new Limited(outer, timeout);
  outer.enter(inner);
  try {
    return await new Promise<T>((resolve, reject) => {
      inner.giveUp = reject;
      inner.limit.start(seconds);
      runWithin(inner, call, fn).then(resolve, reject);
    });
  } catch (error) {
    if (error === timeout && 'timeoutValue' in options) return options.timeoutValue;
    throw error;
  } finally {
    inner.limit.stop();
    inner.left = true;
    outer.leave(inner);
    inner.forget(timeout);
    for (let owed = inner.takeOwed(); owed !== null; owed = inner.takeOwed()) outer.interrupt(owed);
  }
}

async function call<T>(fn: () => T | PromiseLike<T>): Promise<T> {
  return fn();
}

/** The scope of a function that may only take so long. */
class Limited extends Scope {
  readonly limit = new Limit(() => this.expire());
  /** Whether the function is over, or given up. */
  left = false;
  /** Ends the call while the function waits for something that cannot be interrupted. */
  giveUp!: (error: unknown) => void;
  private resuming = 0;
  private readonly around: Scope;
  private readonly timeout: Timeout;

  constructor(outer: Scope, timeout: Timeout) {
    super(outer.greenlet);
    this.around = outer;
    this.timeout = timeout;
  }

  override get outer(): Scope {
    return this.around;
  }

  override resume(by: 1 | -1): void {
    this.resuming += by;
    this.around.resume(by);
  }

  private expire(): void {
    // What it has been given must not be lost with it: it goes on, and the error is raised at its next wait.
    if (!this.interrupt(this.timeout) && this.resuming === 0) this.giveUp(this.timeout);
  }
}
