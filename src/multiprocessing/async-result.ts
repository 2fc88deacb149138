/** The result of a task that a pool is to do, or does, or has done. */
import { inspect } from 'node:util';
import { checkTimeout } from '../lane/errors.js';
import { assertMayBlock } from '../lane/lane.js';
import { pumpUntil } from '../lane/link.js';
import { waiting } from '../lane/wait.js';
import { deadlineIn } from '../memory/park.js';
import { currentLane, emit, trace } from '../trace/emit.js';
import { ResultNotReadyError, TaskTimeoutError } from './errors.js';

/** What is to be called when a task is done; each on the lane that made the pool. */
export interface Callbacks<T> {
  /** Takes the value of a task that succeeded. */
  callback?: (value: T) => unknown;
  /** Takes the error of a task that failed. */
  errorCallback?: (error: unknown) => unknown;
}

type Resolve<T> = (value: T | PromiseLike<T>) => void;

/** A promise that nobody need await: its types say no more than that it can be. */
const Base = Promise as unknown as new <T>(
  executor: (resolve: Resolve<T>) => void,
) => PromiseLike<T>;

// What the promise gave last, as it was made and there was no `this` yet to keep it in.
let resolve: Resolve<never>;

/**
 * The result of a task of a pool. It is a promise: `await pool.applyAsync(f, [x])` gives the value. That
 * it is one, and not only like one, spares each that is awaited another promise and its two functions.
 *
 * @example
 * const result = pool.applyAsync(square, [7]);
 * if (!result.ready()) print('not yet');
 * print(await result); // 49
 * @see Python's `multiprocessing.pool.AsyncResult`
 */
export class AsyncResult<T> extends Base<T> {
  /** What `then` makes is a promise and no result of a task. */
  static get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  static {
    // What `await` and `Promise.all` look at first: whether they may take it for one of the language's own
    // promises. Where somebody listens they may not: they are to call `then`, which says who waits.
    Object.defineProperty(AsyncResult.prototype, 'constructor', {
      get(this: AsyncResult<unknown>) {
        this.looked = true;
        return trace.on ? AsyncResult : Promise;
      },
    });
  }

  /** @internal */
  readonly task: number;
  /** @internal */
  readonly callbacks: Callbacks<T> | null;
  private state: 'pending' | 'ok' | 'failed' = 'pending';
  private outcome: unknown = undefined;
  private looked = false;
  private readonly resolve: Resolve<T>;

  /** @internal */
  constructor(task: number, callbacks: Callbacks<T> | null) {
    super(keep);
    this.resolve = resolve as Resolve<T>;
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
    if (trace.on) emit(waiting(this.label, timeoutSeconds));
    pumpUntil(() => this.ready(), deadlineIn(timeoutSeconds));
    if (trace.on) emit({ type: 'wake', on: this.label });
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
    if (trace.on) emit(waiting(this.label, timeoutSeconds), lane);
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((over) => {
      this.whenDone(over);
      if (timeoutSeconds !== undefined && timeoutSeconds !== Infinity)
        timer = setTimeout(over, timeoutSeconds * 1000);
    });
    clearTimeout(timer);
    if (trace.on) emit({ type: 'wake', on: this.label }, lane);
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
   * Calls `done` or `failed` when the task is done.
   *
   * @param done takes the value of a task that succeeded
   * @param failed takes the error of one that failed
   * @returns a promise of what they return
   */
  // oxlint-disable-next-line unicorn/no-thenable -- it is a promise
  override then<A = T, B = never>(
    done?: ((value: T) => A | PromiseLike<A>) | null,
    failed?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    if (trace.on) return this.getAsync().then(done, failed);
    this.looked = true;
    return super.then(done, failed) as Promise<A | B>;
  }

  /**
   * A text form such as `<AsyncResult of task 3: pending>`.
   *
   * @returns the task's number and its state
   */
  override toString(): string {
    return `<AsyncResult of ${this.label}: ${this.state}>`;
  }

  /** The same text form wherever Node prints the object. */
  [inspect.custom](): string {
    return this.toString();
  }

  /** Calls `tell` when the task is done, without having looked at what came of it. */
  private whenDone(tell: () => void): void {
    const { looked } = this;
    void super.then(tell, tell); // asks for the constructor, as `await` does
    this.looked = looked;
  }

  /** How traces name it. */
  private get label(): string {
    return `task ${this.task}`;
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
    if (ok) return this.resolve(outcome as T);
    // Who never asks hears of it when the program ends, and not as a rejection that nobody handles.
    this.whenDone(() => {});
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- whatever the task threw
    this.resolve(Promise.reject(outcome));
  }
}

function keep(given: Resolve<never>): void {
  resolve = given;
}
