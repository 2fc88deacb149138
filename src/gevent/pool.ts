/** So many greenlets at a time. */
import { checkTimeout } from '../lane/errors.js';
import { checkCount } from './errors.js';
import { type Body, Greenlet, spawn } from './greenlet.js';
import { Outstanding } from './outstanding.js';
import { Queue } from './queue.js';
import { Semaphore } from './semaphore.js';

/** What a pool's `map` goes through. */
export type Items<A> = Iterable<A> | AsyncIterable<A>;

/**
 * A group of greenlets of which no more than `size` run at a time.
 *
 * @example
 * const pool = new gevent.Pool(3);
 * for await (const page of pool.imapUnordered(download, urls)) print(page.url);
 * @see Python's `gevent.pool.Pool`
 */
export class Pool {
  /** The most greenlets at a time; Infinity for no limit. */
  readonly size: number;
  private readonly places: Semaphore | null;
  private readonly members = new Set<Greenlet>();
  private readonly outstanding = new Outstanding();

  /**
   * @param size the most greenlets at a time, from 1 up; Infinity for no limit
   * @throws BadCountError
   */
  constructor(size = Infinity) {
    if (size !== Infinity) checkCount('the size of a gevent.Pool', 1, size);
    this.size = size;
    this.places = size === Infinity ? null : new Semaphore(size);
  }

  /**
   * How many more greenlets could start now.
   *
   * @returns a whole number from 0 up
   */
  freeCount(): number {
    return this.places?.counter ?? Infinity;
  }

  /**
   * Whether `spawn` would wait.
   *
   * @returns true where no place is free
   */
  full(): boolean {
    return this.freeCount() === 0;
  }

  /**
   * Waits for a free place, then spawns a greenlet.
   *
   * @param fn an async function, or one that does not wait
   * @param args its arguments
   * @returns a promise of the greenlet, which has then been started
   * @throws NotAFunctionError
   * @see Python's `gevent.pool.Pool.spawn`
   */
  async spawn<A extends unknown[], T>(fn: Body<A, T>, ...args: A): Promise<Greenlet<T>> {
    const greenlet = new Greenlet<T>(fn, ...args);
    await this.places?.acquire();
    this.members.add(greenlet);
    this.outstanding.begun();
    greenlet.rawlink(() => {
      this.members.delete(greenlet);
      this.places?.release();
      this.outstanding.ended();
    });
    greenlet.start();
    return greenlet;
  }

  /**
   * Runs `fn` on every item.
   *
   * @param fn takes an item
   * @param items anything to iterate over, also asynchronously
   * @returns a promise of the results, in the order of the items
   * @throws the first failure, in the order of the items; the other greenlets go on
   * @see Python's `gevent.pool.Pool.map`
   */
  async map<A, R>(fn: Body<[A], R>, items: Items<A>): Promise<R[]> {
    const results: R[] = [];
    for await (const result of this.imap(fn, items)) results.push(result);
    return results;
  }

  /**
   * Runs `fn` on every item, and gives the results in the order of the items, each as soon as it is
   * there. It begins when the first is asked for, and then goes on by itself.
   *
   * @param fn takes an item
   * @param items anything to iterate over, also asynchronously
   * @returns the results, for `for await`
   * @throws the failure of an item, or of `items`, in its place; the iteration is then over
   * @see Python's `gevent.pool.Pool.imap`
   */
  async *imap<A, R>(fn: Body<[A], R>, items: Items<A>): AsyncGenerator<R, void, void> {
    const started = new Queue<Greenlet<R> | null>();
    const feeder = this.feed(fn, items, (task) => started.putNowait(task));
    feeder.rawlink(() => started.putNowait(null));
    try {
      for (let task = await started.get(); task !== null; task = await started.get())
        yield await task.get();
      await feeder.get();
    } finally {
      void feeder.kill();
    }
  }

  /**
   * Runs `fn` on every item, and gives the results as they come.
   *
   * @param fn takes an item
   * @param items anything to iterate over, also asynchronously
   * @returns the results in the order of completion, for `for await`
   * @throws the first failure of an item, or of `items`; the iteration is then over
   * @see Python's `gevent.pool.Pool.imap_unordered`
   */
  async *imapUnordered<A, R>(fn: Body<[A], R>, items: Items<A>): AsyncGenerator<R, void, void> {
    const over = new Queue<Greenlet<R> | Greenlet<void>>();
    let running = 1;
    const feeder = this.feed(fn, items, (task) => {
      running++;
      task.rawlink(() => over.putNowait(task));
    });
    feeder.rawlink(() => over.putNowait(feeder));
    try {
      for (; running > 0; running--) {
        const task = await over.get();
        const result = await task.get();
        if (task !== feeder) yield result as R;
      }
    } finally {
      void feeder.kill();
    }
  }

  /**
   * Waits until none of its greenlets is left.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever
   * @returns a promise: whether none is left
   * @throws BadTimeoutError
   * @see Python's `gevent.pool.Pool.join`
   */
  async join(timeoutSeconds?: number): Promise<boolean> {
    checkTimeout('gevent.Pool.join()', timeoutSeconds);
    return this.outstanding.join('join pool', timeoutSeconds);
  }

  /**
   * Kills all of its greenlets, as `Greenlet.kill` does.
   *
   * @param error what is raised in them; a GreenletExit each if left out
   * @param timeoutSeconds the longest wait for their end, in seconds; without it for ever
   * @returns a promise, kept when they are over or the time is up
   * @throws BadTimeoutError
   * @see Python's `gevent.pool.Pool.kill`
   */
  async kill(error?: Error, timeoutSeconds?: number): Promise<void> {
    await Promise.all(Array.from(this.members, (member) => member.kill(error, timeoutSeconds)));
  }

  /** Starts a greenlet that spawns one per item, and gives them to `take`, who takes their failures. */
  private feed<A, R>(
    fn: Body<[A], R>,
    items: Items<A>,
    take: (task: Greenlet<R>) => void,
  ): Greenlet<void> {
    const feeder = spawn(async function feeder(pool: Pool) {
      for await (const item of items) {
        const task = await pool.spawn(fn, item);
        task.takers++;
        take(task);
      }
    }, this);
    feeder.takers++;
    return feeder;
  }
}
