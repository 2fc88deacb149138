/** Python's `multiprocessing.Queue`: a line of items between processes. */
import { checkTimeout } from '../lane/errors.js';
import {
  BadQueueSizeError,
  QueueEmptyError,
  QueueFullError,
  TaskDoneError,
} from '../threading/errors.js';
import {
  ask,
  askAsync,
  askWaiting,
  Exchanged,
  exchangeable,
  type Got,
  type Operation,
} from './exchange.js';
import { decode, encodeArguments } from './values.js';

/**
 * A line of items between processes, first in, first out. `put` waits while it is full, `get` while it
 * is empty. An item arrives as a copy that keeps its type.
 *
 * Pass it to processes in `args`, or nested in arrays and objects: it is the same queue there. Unlike
 * Python's, `put` returns when the item is in the queue, so that none is lost when the process ends.
 *
 * @example
 * const jobs = new multiprocessing.Queue<string>();
 * new Process({ target: work, args: [jobs] }).start();
 * jobs.put('first');
 * @see Python's `multiprocessing.Queue` and `JoinableQueue`
 */
export class Queue<T = unknown> extends Exchanged {
  /**
   * @param maxsize how many items it holds at most; 0 or less for no limit but memory
   * @throws BadQueueSizeError when `maxsize` is no whole number
   */
  constructor(maxsize = 0) {
    if (!Number.isInteger(maxsize)) throw new BadQueueSizeError(maxsize);
    super({ op: 'new-queue', maxsize: Math.max(0, maxsize) });
  }

  protected get kind(): string {
    return 'queue';
  }

  /** How many items it holds at most; 0 for no limit. */
  get maxsize(): number {
    return this.state().maxsize;
  }

  /**
   * How many items it holds now; another process may change that at any moment.
   *
   * @returns a whole number from 0 up
   */
  qsize(): number {
    return this.state().size;
  }

  /**
   * Whether it holds no item now.
   *
   * @returns true where `getNowait()` would fail now
   */
  empty(): boolean {
    return this.qsize() === 0;
  }

  /**
   * Whether it holds as many items as it may.
   *
   * @returns true where `putNowait()` would fail now; never without a `maxsize`
   */
  full(): boolean {
    const { size, maxsize } = this.state();
    return maxsize > 0 && size >= maxsize;
  }

  /**
   * Adds an item, blocking this thread until there is room.
   *
   * @param item anything that can be copied to another process
   * @param block false: do not wait
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @throws QueueFullError when there was no room, at once or in time
   * @throws NotCloneableError when the item cannot be sent to another process
   * @throws BadTimeoutError when the time-out is negative or no number
   * @throws BlockingOnMainThreadError on the main thread of a plain script: await `putAsync()` there
   */
  put(item: T, block = true, timeoutSeconds?: number): void {
    if (block) checkTimeout('Queue.put()', timeoutSeconds);
    const what = this.putting(item);
    const done = block
      ? askWaiting<boolean>(what, this.naming('put'), timeoutSeconds)
      : ask<boolean | undefined>(what);
    if (done === undefined) throw new QueueFullError(this.label, this.maxsize);
  }

  /**
   * Adds an item if there is room now.
   *
   * @param item anything that can be copied to another process
   * @throws QueueFullError when there is none
   */
  putNowait(item: T): void {
    this.put(item, false);
  }

  /**
   * As `put`, without blocking the thread. While it is pending, the program stays alive.
   *
   * @param item anything that can be copied to another process; copied at once
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @throws QueueFullError when there was no room in time
   */
  async putAsync(item: T, timeoutSeconds?: number): Promise<void> {
    checkTimeout('Queue.putAsync()', timeoutSeconds);
    const done = await askAsync<boolean>(this.putting(item), this.naming('put'), timeoutSeconds);
    if (done === undefined) throw new QueueFullError(this.label, this.maxsize);
  }

  /**
   * Takes the oldest item out, blocking this thread until there is one.
   *
   * @param block false: do not wait
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @returns the item
   * @throws QueueEmptyError when there was none, at once or in time
   * @throws BadTimeoutError when the time-out is negative or no number
   * @throws BlockingOnMainThreadError on the main thread of a plain script: await `getAsync()` there
   */
  get(block = true, timeoutSeconds?: number): T {
    if (block) checkTimeout('Queue.get()', timeoutSeconds);
    const what = { op: 'get', object: this.offset } as const;
    return this.item(
      block
        ? askWaiting<Got>(what, this.naming('get'), timeoutSeconds)
        : ask<Got | undefined>(what),
    );
  }

  /**
   * Takes the oldest item out if there is one now.
   *
   * @returns the item
   * @throws QueueEmptyError when there is none
   */
  getNowait(): T {
    return this.get(false);
  }

  /**
   * As `get`, without blocking the thread. While it is pending, the program stays alive.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @returns resolves to the item
   * @throws QueueEmptyError when there was none in time
   */
  async getAsync(timeoutSeconds?: number): Promise<T> {
    checkTimeout('Queue.getAsync()', timeoutSeconds);
    const what = { op: 'get', object: this.offset } as const;
    return this.item(await askAsync<Got>(what, this.naming('get'), timeoutSeconds));
  }

  /**
   * Says that an item that was taken out is done with; `join()` waits for that.
   *
   * @throws TaskDoneError when it is called more often than items were put
   */
  taskDone(): void {
    if (!ask<boolean>({ op: 'done', object: this.offset })) throw new TaskDoneError(this.label);
  }

  /**
   * Blocks this thread until every item that was put is done with: got, and told by `taskDone()`.
   *
   * @throws BlockingOnMainThreadError on the main thread of a plain script: await `joinAsync()` there
   */
  join(): void {
    askWaiting({ op: 'join', object: this.offset }, this.naming('join', 'join '), undefined);
  }

  /** As `join`, without blocking the thread. While it is pending, the program stays alive. */
  async joinAsync(): Promise<void> {
    await askAsync({ op: 'join', object: this.offset }, this.naming('join', 'join '), undefined);
  }

  private state(): { size: number; maxsize: number } {
    return ask({ op: 'state', object: this.offset });
  }

  private putting(value: T): Operation {
    const item = encodeArguments(`an item for ${this.label}`, [value]);
    return { op: 'put', object: this.offset, item };
  }

  private item(got: Got | undefined): T {
    if (got === undefined || 'shut' in got) throw new QueueEmptyError(this.label);
    return (decode(got.item) as [T])[0];
  }
}

exchangeable('Queue', Queue);
