/** The result of a task that a pool is to do, or does, or has done. */
import { checkTimeout } from '../lane/errors.js';
import { assertMayBlock } from '../lane/lane.js';
import { pumpUntil } from '../lane/link.js';
import { waiting } from '../lane/wait.js';
import { deadlineIn } from '../memory/park.js';
import { currentLane, emit, listening } from '../trace/emit.js';
import { ResultNotReadyError, TaskTimeoutError } from './errors.js';
import { Later, type Waiter } from './later.js';

/** What is to be called when a task is done; each on the lane that made the pool. */
export interface Callbacks<T> {
  /** Takes the value of a task that succeeded. */
  callback?: (value: T) => unknown;
  /** Takes the error of a task that failed. */
  errorCallback?: (error: unknown) => unknown;
}

/**
 * The result of a task of a pool. It can be awaited: `await pool.applyAsync(f, [x])` gives the value.
 *
 * @example
 * const result = pool.applyAsync(square, [7]);
 * if (!result.ready()) print('not yet');
 * print(await result); // 49
 * @see Python's `multiprocessing.pool.AsyncResult`
 */
export class AsyncResult<T> implements PromiseLike<T> {
  /** @internal */
  readonly task: number;
  /** @internal */
  readonly callbacks: Callbacks<T> | null;
  private state: 'pending' | 'ok' | 'failed' = 'pending';
  private outcome: unknown = undefined;
  private looked = false;
  /** Who waits for it, and others who do as well: a list for the one that there mostly is costs memory. */
  private waiter: Waiter<T> | null = null;
  private others: Waiter<T>[] | null = null;

  /** @internal */
  constructor(task: number, callbacks: Callbacks<T> | null) {
    this.task = task;
    this.callbacks = callbacks;
  }

  /**
   * Whether the task is done, be it well or badly.
   *
   * @returns true once it has a value or an error
   */
  ready(): boolean {
    return this.state !== 'pending';
  }

  /**
   * Whether the task was done without an error.
   *
   * @returns true with a value, false with an error
   * @throws ResultNotReadyError while it is not done
   */
  successful(): boolean {
    if (this.state === 'pending') throw new ResultNotReadyError();
    this.looked = true;
    return this.state === 'ok';
  }

  /**
   * Blocks this thread until the task is done; callbacks run meanwhile.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @throws BadTimeoutError when the time-out is negative or no number
   * @throws BlockingOnMainThreadError on the main thread of a plain script
   */
  wait(timeoutSeconds?: number): void {
    checkTimeout('wait()', timeoutSeconds);
    if (this.ready()) return;
    assertMayBlock('AsyncResult.wait()', 'AsyncResult.waitAsync()');
    if (listening) emit(waiting(this.label, timeoutSeconds));
    pumpUntil(() => this.ready(), deadlineIn(timeoutSeconds));
    if (listening) emit({ type: 'wake', on: this.label });
  }

  /**
   * As `wait`, without blocking: resolves when the task is done or the time is up.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   */
  async waitAsync(timeoutSeconds?: number): Promise<void> {
    checkTimeout('waitAsync()', timeoutSeconds);
    if (this.ready()) return;
    const lane = currentLane();
    if (listening) emit(waiting(this.label, timeoutSeconds), lane);
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      const wake = (): void => resolve();
      this.tell(new Later(wake, wake));
      if (timeoutSeconds !== undefined && timeoutSeconds !== Infinity)
        timer = setTimeout(resolve, timeoutSeconds * 1000);
    });
    clearTimeout(timer);
    if (listening) emit({ type: 'wake', on: this.label }, lane);
  }

  /**
   * Blocks this thread until the task is done, and returns its value or throws its error.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @returns what the task returned
   * @throws TaskTimeoutError when the time is up; the task goes on, and you may ask again
   * @throws BlockingOnMainThreadError on the main thread of a plain script: await the result there
   * @example
   * const result = pool.applyAsync(square, [7]);
   * print(result.get()); // 49
   */
  get(timeoutSeconds?: number): T {
    this.looked = true;
    this.wait(timeoutSeconds);
    return this.taken(timeoutSeconds);
  }

  /**
   * As `get`, without blocking.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @returns resolves to the value; rejects with the task's error, or TaskTimeoutError
   */
  async getAsync(timeoutSeconds?: number): Promise<T> {
    this.looked = true;
    await this.waitAsync(timeoutSeconds);
    return this.taken(timeoutSeconds);
  }

  /**
   * Lets `await` give the value.
   *
   * @param done takes the value of a task that succeeded
   * @param failed takes the error of one that failed
   * @returns a promise of what they return
   */
  // oxlint-disable-next-line unicorn/no-thenable -- an AsyncResult is meant to be awaited
  then<A = T, B = never>(
    done?: ((value: T) => A | PromiseLike<A>) | null,
    failed?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    if (listening) return this.getAsync().then(done, failed);
    this.looked = true;
    if (this.state !== 'pending') return this.settled().then(done, failed);
    return this.tell(new Later(done, failed));
  }

  /** How traces name it. */
  private get label(): string {
    return `task ${this.task}`;
  }

  /** A promise of what has come. */
  private settled(): Promise<T> {
    if (this.state === 'ok') return Promise.resolve(this.outcome as T);
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- whatever the task threw
    return Promise.reject(this.outcome);
  }

  /** Settles `waiter` when the task is done. */
  private tell<W extends Waiter<T>>(waiter: W): W {
    if (this.waiter === null) this.waiter = waiter;
    else (this.others ??= []).push(waiter);
    return waiter;
  }

  private taken(timeoutSeconds: number | undefined): T {
    if (this.state === 'pending') throw new TaskTimeoutError(timeoutSeconds!);
    if (this.state === 'failed') throw this.outcome;
    return this.outcome as T;
  }

  /**
   * The error of a task that failed and whose result nobody has asked for; null otherwise.
   *
   * @internal
   */
  get unheard(): { error: unknown } | null {
    return this.state === 'failed' && !this.looked ? { error: this.outcome } : null;
  }

  /**
   * The task is done.
   *
   * @internal
   */
  settle(ok: boolean, outcome: unknown): void {
    this.state = ok ? 'ok' : 'failed';
    this.outcome = outcome;
    if (this.waiter === null) return;
    const settled = this.settled();
    this.waiter.settle(settled);
    for (const other of this.others ?? []) other.settle(settled);
    this.waiter = this.others = null;
  }
}
