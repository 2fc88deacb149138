/**
 * Python's `multiprocessing.Pool` on child processes, and its ThreadPool on worker threads: one
 * interface. The lane that makes a pool holds this handle; a scheduler with the conductor does the rest.
 */
import { availableParallelism } from 'node:os';
import { assertMayBlock } from '../lane/lane.js';
import { atLaneEnd } from '../lane/ending.js';
import { closeMailbox, conductor, openMailbox, pumpUntil } from '../lane/link.js';
import { assertNotImporting, callerModule, locate } from '../lane/target.js';
import { waiting } from '../lane/wait.js';
import { Header, programWords } from '../memory/arena.js';
import type { Callable } from '../threading/thread.js';
import { currentLane, emit, listening } from '../trace/emit.js';
import { AsyncResult, type Callbacks } from './async-result.js';
import { PoolClosedError, PoolRunningError, PoolSizeError, PoolTerminatedError } from './errors.js';
import {
  mailboxOf,
  type Mode,
  type PoolEnd,
  type PoolNews,
  type PoolOpen,
  type PoolSubmit,
  type WorkerKind,
} from './protocol.js';
import { Submissions } from './submissions.js';
import { encodeArguments } from './values.js';

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
  private readonly number = Atomics.add(programWords(), Header.pools, 1) + 1;
  private readonly module: string | undefined;
  private readonly works: Record<Mode, Map<Callable, number>> = {
    call: new Map(),
    map: new Map(),
    starmap: new Map(),
  };
  private workCount = 0;
  private readonly submissions = new Submissions();
  private state: 'running' | 'closed' | 'ended' = 'running';
  private readonly joiners: (() => void)[] = [];
  private keeper: NodeJS.Timeout | undefined;

  /**
   * @param workers how many; by default as many as the process may use cores
   * @param options all optional
   * @throws PoolSizeError when the number is not a whole number from 1 up
   * @throws NotExportedError when the initializer is no export of its module
   */
  constructor(workers: number = availableParallelism(), options: PoolOptions = {}) {
    wholeFrom1("a pool's number of workers", workers);
    assertNotImporting('A pool');
    const { initializer, initargs = [], maxTasksPerChild = Infinity } = options;
    if (maxTasksPerChild !== Infinity) wholeFrom1('maxTasksPerChild', maxTasksPerChild);
    this.module = options.module ?? callerModule();
    const open: PoolOpen = {
      do: 'pool-open',
      pool: this.number,
      kind: this.kind,
      workers,
      parent: currentLane(),
      initializer:
        initializer === undefined
          ? null
          : {
              target: locate("A pool's initializer", initializer, this.module),
              args: encodeArguments("a pool's initializer", initargs, this.kind),
            },
      maxTasksPerChild,
    };
    openMailbox<PoolNews>(mailboxOf(this.number), (news) => this.hear(news));
    atLaneEnd(() => this.submissions.reportUnheard());
    conductor().send(open);
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
   */
  applyAsync<F extends Callable>(
    fn: F,
    args: Parameters<F>,
    callbacks: Callbacks<Returned<F>> = {},
  ): AsyncResult<Returned<F>> {
    const task = this.newTask();
    const result = new AsyncResult<Returned<F>>(`task ${task}`);
    this.submit(task, 'call', fn, args, (...outcome) =>
      this.submissions.settle(result, callbacks, outcome, task),
    );
    return result;
  }

  /** Takes no more tasks; the workers end when all that were handed in are done. */
  close(): void {
    if (this.state === 'running') this.finish(false);
  }

  /** Ends the workers at once; every result that is pending fails with PoolTerminatedError. */
  terminate(): void {
    if (this.state === 'ended') return;
    this.finish(true);
    const error = new PoolTerminatedError();
    for (const take of this.submissions.drop()) take(false, error, '');
  }

  /**
   * Blocks this thread until all tasks are done and the workers are gone; callbacks run meanwhile.
   *
   * @throws PoolRunningError before `close()` or `terminate()`
   * @throws BlockingOnMainThreadError on the main thread of a plain script
   */
  join(): void {
    if (this.state === 'running') throw new PoolRunningError();
    if (this.state === 'ended') return;
    assertMayBlock('Pool.join()', 'Pool.joinAsync()');
    if (listening) emit(waiting('join pool', undefined));
    pumpUntil(() => this.state === 'ended');
    if (listening) emit({ type: 'wake', on: 'join pool' });
  }

  /**
   * As `join`, without blocking.
   *
   * @returns resolves when all tasks are done and the workers are gone
   * @throws PoolRunningError before `close()` or `terminate()`
   */
  async joinAsync(): Promise<void> {
    if (this.state === 'running') throw new PoolRunningError();
    if (this.state === 'ended') return;
    const lane = currentLane();
    if (listening) emit(waiting('join pool', undefined), lane);
    await new Promise<void>((resolve) => this.joiners.push(resolve));
    if (listening) emit({ type: 'wake', on: 'join pool' }, lane);
  }

  /** Terminates the pool, as leaving Python's `with` block does, and waits for its workers to go. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.terminate();
    await this.joinAsync();
  }

  private newTask(): number {
    if (this.state !== 'running') throw new PoolClosedError();
    return Atomics.add(programWords(), Header.tasks, 1) + 1;
  }

  private submit(
    task: number,
    mode: Mode,
    fn: Callable,
    args: readonly unknown[],
    take: Parameters<Submissions['add']>[1],
  ): void {
    const request: PoolSubmit = { do: 'pool-submit', pool: this.number, tasks: [], works: [] };
    let work = this.works[mode].get(fn);
    if (work === undefined) {
      request.works.push({ target: locate("A pool's function", fn, this.module), mode });
      this.works[mode].set(fn, (work = this.workCount++));
    }
    request.tasks.push(task, work, encodeArguments(`task ${task}`, args, this.kind));
    if (listening) emit({ type: 'task-submit', task });
    this.submissions.add(task, take);
    this.stayAlive();
    conductor().send(request);
  }

  private finish(drop: boolean): void {
    this.state = 'closed';
    this.stayAlive();
    const request: PoolEnd = { do: 'pool-end', pool: this.number, drop };
    conductor().send(request);
  }

  private hear({ outcomes, worker, ended }: PoolNews): void {
    if (outcomes !== undefined) this.submissions.take(outcomes, worker!);
    if (ended === true) {
      this.state = 'ended';
      closeMailbox(mailboxOf(this.number));
      for (const tell of this.joiners.splice(0)) tell();
    }
    this.stayAlive();
  }

  /** The program must not end while results are to come, or workers to go. */
  private stayAlive(): void {
    const busy = this.submissions.size > 0 || this.state === 'closed';
    if (busy) this.keeper ??= setInterval(() => {}, 2 ** 30);
    else {
      clearInterval(this.keeper);
      this.keeper = undefined;
    }
  }
}

/**
 * A pool of worker threads that run tasks: as `Pool`, with threads of this process for workers.
 *
 * @see Python's `multiprocessing.pool.ThreadPool`
 */
export class ThreadPool extends Pool {
  protected override get kind(): WorkerKind {
    return 'thread';
  }
}
