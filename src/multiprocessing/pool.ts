/**
 * Python's `multiprocessing.Pool` on child processes, and its ThreadPool on worker threads: one
 * interface. The lane that makes a pool holds this handle; a scheduler with the conductor does the rest.
 */
import { availableParallelism } from 'node:os';
import { assertMayBlock } from '../lane/lane.js';
import { assertRoom } from '../lane/room.js';
import { assertNotImporting, callerModule } from '../lane/target.js';
import type { Callable } from '../threading/thread.js';
import { AsyncResult, type Callbacks } from './async-result.js';
import {
  chunking,
  type Chunking,
  chunksOf,
  Collector,
  defaultChunksize,
  type MapOptions,
} from './chunks.js';
import { PoolClosedError, PoolRunningError, PoolSizeError } from './errors.js';
import { PoolHandle } from './pool-handle.js';
import type { Mode, WorkerKind } from './protocol.js';
import { ResultIterator } from './result-iterator.js';
import type { Take } from './submissions.js';

/** How many chunks `imap` hands in ahead, for each worker: enough that none is ever idle. */
const CHUNKS_AHEAD = 256;

/** How a pool is made. */
export interface PoolOptions<I extends Callable = Callable> {
  /** The URL of the module that exports the pool's functions; by default the file that makes the pool. */
  module?: string;
  /** An exported function that each worker calls before its first task. */
  initializer?: I;
  /** The initializer's arguments, copied to each worker. */
  initargs?: Parameters<I>;
  /** After so many tasks a worker is replaced by a fresh one; by default never. */
  maxTasksPerChild?: number;
}

/** What `await` makes of a function's result. */
export type Returned<F extends Callable> = Awaited<ReturnType<F>>;

function wholeFrom1(what: string, count: number): number {
  if (!Number.isInteger(count) || count < 1) throw new PoolSizeError(what, count);
  return count;
}

/**
 * A pool of child processes that run tasks.
 *
 * Functions must be exported, since a worker imports them and cannot receive them; arguments and results
 * are copied and keep their type. Callbacks run on the lane that made the pool, one at a time, in the
 * order of completion: while it is blocked in `get`, `wait` or `join`, or when its event loop turns.
 * When main code ends without `close()` and `join()`, the pool ends at once, as Python's does. A worker
 * that dies is replaced, and the task that it ran fails (Python's pool would wait for ever).
 *
 * @example
 * export function square(n: number): number {
 *   return n * n;
 * }
 *
 * export function main(): void {
 *   const pool = new Pool(2);
 *   print(pool.apply(square, [7])); // 49
 *   pool.close();
 *   pool.join();
 * }
 * @see Python's `multiprocessing.Pool`
 */
export class Pool {
  private readonly workers: number;
  private readonly handle: PoolHandle;

  /**
   * @param workers how many; by default as many as the process may use cores
   * @param options all optional
   * @throws PoolSizeError when the number is not a whole number from 1 up
   * @throws NoRoomError when the machine does not bear so many
   * @throws NotExportedError when the initializer is no export of its module
   */
  constructor(workers: number = availableParallelism(), options: PoolOptions = {}) {
    wholeFrom1("a pool's number of workers", workers);
    assertNotImporting('A pool');
    const workersAre = this.kind === 'process' ? 'processes' : 'threads';
    assertRoom(`a pool of ${workers} workers`, workersAre, workers);
    const { module = callerModule(), initializer, initargs = [] } = options;
    const { maxTasksPerChild = Infinity } = options;
    if (maxTasksPerChild !== Infinity) wholeFrom1('maxTasksPerChild', maxTasksPerChild);
    this.workers = workers;
    const { kind } = this;
    this.handle = new PoolHandle({
      kind,
      workers,
      module,
      initializer,
      initargs,
      maxTasksPerChild,
    });
  }

  /** What its workers are. */
  protected get kind(): WorkerKind {
    return 'process';
  }

  /**
   * Runs a task and blocks this thread until it is done.
   *
   * @param fn an exported function
   * @param args its arguments
   * @returns what the task returned
   * @throws what the task threw, with the class, message, cause and stack that it had
   * @throws PoolClosedError after `close()` or `terminate()`
   * @throws BlockingOnMainThreadError on the main thread of a plain script: await `applyAsync` there
   * @see Python's `Pool.apply`
   */
  apply<F extends Callable>(fn: F, args: Parameters<F>): Returned<F> {
    assertMayBlock('Pool.apply()', 'Pool.applyAsync()');
    return this.applyAsync(fn, args).get();
  }

  /**
   * Hands in a task and returns at once.
   *
   * @param fn an exported function
   * @param args its arguments
   * @param callbacks what to call with its value or error, on this lane
   * @returns the task's result, which can be awaited
   * @throws PoolClosedError after `close()` or `terminate()`
   * @throws NotExportedError when the module does not export `fn`
   * @throws NotCloneableError when an argument cannot be sent
   * @see Python's `Pool.apply_async`
   */
  applyAsync<F extends Callable>(
    fn: F,
    args: Parameters<F>,
    callbacks: Callbacks<Returned<F>> | null = null,
  ): AsyncResult<Returned<F>> {
    const { handle } = this;
    const task = handle.newTask();
    const result = new AsyncResult<Returned<F>>(task, callbacks);
    handle.submit(task, 'call', fn, args, result);
    return result;
  }

  /**
   * Calls `fn` with each item, and blocks this thread until all are done.
   *
   * @param fn an exported function of one argument
   * @param items what to call it with
   * @param options `chunksize`: how many items make one task; a number is taken for it
   * @returns the results, in the order of the items
   * @throws the first error that a task threw, once all others are done
   * @throws BlockingOnMainThreadError on the main thread of a plain script: await `mapAsync` there
   * @example
   * print(pool.map(square, [1, 2, 3])); // [ 1, 4, 9 ]
   * @see Python's `Pool.map`
   */
  map<T, R>(
    fn: (item: T) => R,
    items: Iterable<T>,
    options?: Chunking<Awaited<R>[]>,
  ): Awaited<R>[] {
    assertMayBlock('Pool.map()', 'Pool.mapAsync()');
    return this.mapAsync(fn, items, options).get();
  }

  /**
   * As `map`, without blocking.
   *
   * @param options `chunksize`, `callback` (takes the list of results), `errorCallback`
   * @param fn an exported function of one argument
   * @param items what to call it with
   * @returns the list of results, which can be awaited
   * @see Python's `Pool.map_async`
   */
  mapAsync<T, R>(
    fn: (item: T) => R,
    items: Iterable<T>,
    options: Chunking<Awaited<R>[]> = {},
  ): AsyncResult<Awaited<R>[]> {
    return this.spread('map', fn, items, chunking(options));
  }

  /**
   * As `map`, with a list of arguments for each call: `starmap(f, [[1, 2], [3, 4]])` calls `f(1, 2)`.
   *
   * @param fn an exported function
   * @param items a list of arguments for each call
   * @param options as for `map`
   * @returns the results, in the order of the lists
   * @throws as `map`
   * @see Python's `Pool.starmap`
   */
  starmap<A extends unknown[], R>(
    fn: (...args: A) => R,
    items: Iterable<A>,
    options?: Chunking<Awaited<R>[]>,
  ): Awaited<R>[] {
    assertMayBlock('Pool.starmap()', 'Pool.starmapAsync()');
    return this.starmapAsync(fn, items, options).get();
  }

  /**
   * As `starmap`, without blocking; see `mapAsync`.
   *
   * @param fn an exported function
   * @param items a list of arguments for each call
   * @param options as for `mapAsync`
   * @returns the list of results, which can be awaited
   * @see Python's `Pool.starmap_async`
   */
  starmapAsync<A extends unknown[], R>(
    fn: (...args: A) => R,
    items: Iterable<A>,
    options: Chunking<Awaited<R>[]> = {},
  ): AsyncResult<Awaited<R>[]> {
    return this.spread('starmap', fn, items, chunking(options));
  }

  /**
   * As `map`, but gives the results one by one, in the order of the items, as soon as they are there.
   *
   * @param items what to call it with; read only some way ahead, so it may be endless
   * @param options `chunksize`: how many items make one task, 1 by default; a number is taken for it
   * @param fn an exported function of one argument
   * @returns an iterator: `for ... of` blocks for each result, `for await ... of` does not
   * @example
   * for (const result of pool.imap(square, [1, 2, 3])) print(result);
   * @see Python's `Pool.imap`
   */
  imap<T, R>(
    fn: (item: T) => R,
    items: Iterable<T>,
    options: Chunking<never> = {},
  ): ResultIterator<Awaited<R>> {
    return this.iterate(fn, items, options, true);
  }

  /**
   * As `imap`, in the order in which the tasks are done.
   *
   * @param fn an exported function of one argument
   * @param items what to call it with; read only some way ahead, so it may be endless
   * @param options as for `imap`
   * @returns an iterator: `for ... of` blocks for each result, `for await ... of` does not
   * @see Python's `Pool.imap_unordered`
   */
  imapUnordered<T, R>(
    fn: (item: T) => R,
    items: Iterable<T>,
    options: Chunking<never> = {},
  ): ResultIterator<Awaited<R>> {
    return this.iterate(fn, items, options, false);
  }

  /** Takes no more tasks; the workers end when all that were handed in are done. */
  close(): void {
    this.handle.close();
  }

  /** Ends the workers at once; every result that is pending fails with PoolTerminatedError. */
  terminate(): void {
    this.handle.terminate();
  }

  /**
   * Blocks this thread until all tasks are done and the workers are gone; callbacks run meanwhile.
   *
   * @throws PoolRunningError before `close()` or `terminate()`
   * @throws BlockingOnMainThreadError on the main thread of a plain script
   */
  join(): void {
    const { handle } = this;
    if (handle.running) throw new PoolRunningError();
    if (handle.ended) return;
    assertMayBlock('Pool.join()', 'Pool.joinAsync()');
    handle.join();
  }

  /**
   * As `join`, without blocking.
   *
   * @returns resolves when all tasks are done and the workers are gone
   * @throws PoolRunningError before `close()` or `terminate()`
   */
  async joinAsync(): Promise<void> {
    const { handle } = this;
    if (handle.running) throw new PoolRunningError();
    if (!handle.ended) await handle.joinAsync();
  }

  /** Terminates the pool, as leaving Python's `with` block does, and waits for its workers to go. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.terminate();
    await this.joinAsync();
  }

  private spread<R>(
    mode: Mode,
    fn: Callable,
    items: Iterable<unknown>,
    { chunksize, ...callbacks }: MapOptions<R[]>,
  ): AsyncResult<R[]> {
    const { handle } = this;
    const first = handle.newTask();
    const all = Array.from(items);
    const chunks = chunksOf(all, chunksize ?? defaultChunksize(all.length, this.workers));
    const result = new AsyncResult<R[]>(first, callbacks);
    const done: Take = (...outcome) => handle.submissions.settle(result, ...outcome);
    const collector = new Collector(chunks.length, done);
    for (const [index, chunk] of chunks.entries()) {
      const task = index === 0 ? first : handle.newTask();
      handle.submit(task, mode, fn, chunk, (...outcome) => collector.take(index, ...outcome));
    }
    if (chunks.length === 0) done(true, [], '');
    return result;
  }

  private iterate<R>(
    fn: Callable,
    items: Iterable<unknown>,
    options: Chunking<never>,
    ordered: boolean,
  ): ResultIterator<R> {
    const { handle } = this;
    if (!handle.running) throw new PoolClosedError();
    const { chunksize = 1 } = chunking(options);
    const iterator = new ResultIterator<R>(items, {
      chunksize,
      ordered,
      ahead: this.workers * CHUNKS_AHEAD,
      submit: (chunk, take) => handle.submit(handle.newTask(), 'map', fn, chunk, take),
      exhausted: () => handle.readers.delete(iterator),
    });
    handle.readers.add(iterator);
    iterator.readOn();
    return iterator;
  }
}

/**
 * A pool of worker threads that run tasks: as `Pool`, with threads of this process for workers.
 *
 * @example
 * const pool = new ThreadPool(2);
 * print(pool.apply(square, [7])); // 49
 * pool.close();
 * pool.join();
 * @see Python's `multiprocessing.pool.ThreadPool`
 */
export class ThreadPool extends Pool {
  protected override get kind(): WorkerKind {
    return 'thread';
  }
}
