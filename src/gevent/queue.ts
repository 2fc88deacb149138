/** A line of items between greenlets. */
import { checkTimeout } from '../lane/errors.js';
import { BadQueueSizeError, QueueEmptyError, QueueFullError } from '../threading/errors.js';
import { Wait } from './wait.js';

interface Putter<T> {
  wait: Wait<void>;
  item: T;
}

/**
 * A first-in, first-out queue between greenlets of one thread; threads share the bare `Queue`.
 *
 * @example
 * const pages = new gevent.Queue<string>(10);
 * gevent.spawn(async () => pages.put('a page'));
 * print(await pages.get());
 * @see Python's `gevent.queue.Queue`
 */
export class Queue<T = unknown> {
  /** The most items it holds; 0 or less for no limit. */
  readonly maxsize: number;
  private items: T[] = [];
  private taken = 0;
  private readonly getters = new Set<Wait<T>>();
  private readonly putters = new Set<Putter<T>>();

  /**
   * @param maxsize the most items that it holds; 0 or less for no limit
   * @throws BadQueueSizeError when it is no whole number
   */
  constructor(maxsize = 0) {
    if (!Number.isInteger(maxsize)) throw new BadQueueSizeError(maxsize);
    this.maxsize = maxsize;
  }

  /**
   * How many items it holds.
   *
   * @returns a whole number from 0 up
   */
  qsize(): number {
    return this.items.length - this.taken;
  }

  /**
   * Whether it holds no item.
   *
   * @returns true where `getNowait()` would fail
   */
  empty(): boolean {
    return this.qsize() === 0;
  }

  /**
   * Whether it holds as many items as it can.
   *
   * @returns true where `putNowait()` would fail; never without a limit
   */
  full(): boolean {
    return this.maxsize > 0 && this.qsize() >= this.maxsize;
  }

  /**
   * Adds an item, and waits for a free place if there is none.
   *
   * @param item anything
   * @param block whether to wait at all
   * @param timeoutSeconds the longest wait in seconds; without it for ever
   * @throws QueueFullError when there is no place, or none in time
   * @throws BadTimeoutError
   * @see Python's `gevent.queue.Queue.put`
   */
  async put(item: T, block = true, timeoutSeconds?: number): Promise<void> {
    checkTimeout('gevent.Queue.put()', timeoutSeconds);
    if (!this.full() || !block) return this.putNowait(item);
    const wait = new Wait<void>('queue', timeoutSeconds, (late) => late.fail(this.fullError()));
    const putter = { wait, item };
    wait.abandon = () => this.putters.delete(putter);
    if (wait.pending) this.putters.add(putter);
    return wait.promise;
  }

  /**
   * Adds an item without waiting.
   *
   * @param item anything
   * @throws QueueFullError when there is no place
   * @see Python's `gevent.queue.Queue.put_nowait`
   */
  putNowait(item: T): void {
    const [getter] = this.getters;
    if (getter !== undefined) {
      this.getters.delete(getter);
      getter.wake(item);
    } else if (this.full()) throw this.fullError();
    else this.items.push(item);
  }

  /**
   * Takes the oldest item, and waits for one if there is none.
   *
   * @param block whether to wait at all
   * @param timeoutSeconds the longest wait in seconds; without it for ever
   * @returns a promise of the item
   * @throws QueueEmptyError when there is none, or none in time
   * @throws BadTimeoutError
   * @see Python's `gevent.queue.Queue.get`
   */
  async get(block = true, timeoutSeconds?: number): Promise<T> {
    checkTimeout('gevent.Queue.get()', timeoutSeconds);
    if (!this.empty() || !block) return this.getNowait();
    const wait = new Wait<T>('queue', timeoutSeconds, (late) =>
      late.fail(new QueueEmptyError('queue')),
    );
    wait.abandon = () => this.getters.delete(wait);
    if (wait.pending) this.getters.add(wait);
    return wait.promise;
  }

  /**
   * Takes the oldest item without waiting.
   *
   * @returns the item
   * @throws QueueEmptyError when there is none
   * @see Python's `gevent.queue.Queue.get_nowait`
   */
  getNowait(): T {
    if (this.empty()) throw new QueueEmptyError('queue');
    const item = this.items[this.taken]!;
    this.items[this.taken++] = undefined as T;
    // Cut off what was taken once it is half, so that a long queue is not moved for each item.
    if (this.taken * 2 >= this.items.length) {
      this.items = this.items.slice(this.taken);
      this.taken = 0;
    }
    const [putter] = this.putters;
    if (putter !== undefined) {
      this.putters.delete(putter);
      this.items.push(putter.item);
      putter.wait.wake();
    }
    return item;
  }

  private fullError(): QueueFullError {
    return new QueueFullError('queue', this.maxsize);
  }
}
