/**
 * Python's `threading.Thread` on Node's worker threads. A worker has a heap of its own: it imports the
 * target's module afresh, receives its arguments by structured clone, and shares only our shared
 * objects (Event, Lock, Queue, ...), which live in one piece of shared memory.
 */
import { inspect } from 'node:util';
import { checkTimeout } from '../lane/errors.js';
import { assertMayBlock, MAIN_LANE, newLane } from '../lane/lane.js';
import { conductor, type Request } from '../lane/link.js';
import {
  assertNotImporting,
  callerModule,
  locate,
  notCloneable,
  type Target,
} from '../lane/target.js';
import { assertRoom } from '../lane/room.js';
import { awaitOver, blockUntilOver } from '../lane/wait.js';
import { Header, programWords } from '../memory/arena.js';
import { pack, shareable } from '../memory/crossing.js';
import { currentLane } from '../trace/emit.js';
import {
  DaemonStatusError,
  JoinCurrentThreadError,
  ThreadNotStartedError,
  ThreadStartedError,
} from './errors.js';
import { hookTarget } from './excepthook.js';
import { aliveThreads, State, ThreadRecord } from './record.js';
import { assertCloneableFields, fieldsOf } from './subclass.js';

/** Any function; `args` must fit its parameters. */
// oxlint-disable-next-line typescript/no-explicit-any -- a target takes whatever `args` holds
export type Callable = (...args: any[]) => unknown;

/** What a new thread is made of. */
export interface ThreadOptions<F extends Callable = Callable> {
  /** The exported function that the thread runs; leave it out when you override `run`. */
  target?: F;
  /** The target's arguments, sent by structured clone; shared objects among them stay shared. */
  args?: Parameters<F>;
  /** The thread's name; by default `Thread-N`, with a target `Thread-N (function)`. */
  name?: string;
  /** Whether the program may end while the thread still runs; false by default. */
  daemon?: boolean;
  /** The URL of the module that exports the target; by default the file that makes the thread. */
  module?: string;
}

/** The request by which a lane asks the conductor for a worker. */
export interface ThreadJob extends Request {
  do: 'thread';
  /** Offset of the thread's record. */
  record: number;
  name: string;
  daemon: boolean;
  lane: number;
  parent: number;
  /** The target, or the class whose `run` is overridden. */
  target: Target | null;
  args: unknown[];
  /** The own fields of an object whose class overrides `run`; null for a plain target. */
  fields: object | null;
  excepthook: Target | null;
}

interface Internals {
  record: ThreadRecord;
  target: Callable | undefined;
  args: readonly unknown[];
  module: string | undefined;
}

// Kept outside of the object, so that the own fields of a subclass are the user's alone.
const internals = new WeakMap<Thread, Internals>();
const handles = new Map<number, WeakRef<Thread>>();

function of(thread: Thread): Internals {
  const own = internals.get(thread);
  if (own === undefined)
    throw new TypeError('This thread was not made by its constructor: call super() first.');
  return own;
}

/** A handle on the thread whose record it is; for threads that others made. */
export function threadAt(record: ThreadRecord, as?: Thread): Thread {
  const known = as === undefined ? handles.get(record.offset)?.deref() : undefined;
  if (known !== undefined) return known;
  const thread = as ?? (Object.create(Thread.prototype) as Thread);
  internals.set(thread, { record, target: undefined, args: [], module: undefined });
  handles.set(record.offset, new WeakRef(thread));
  return thread;
}

/**
 * A thread of execution: a Node.js worker thread that runs `target(...args)`, or an overridden `run`.
 *
 * A target must be exported by its module, since a worker imports functions and cannot receive them.
 * An async target is awaited. A subclass must be exported too; its constructor does not run in the
 * worker: own public fields travel by structured clone, `#private` ones are refused.
 *
 * @example
 * export function run(name: string): void {
 *   print(`task:${name}`);
 * }
 *
 * export function main(): void {
 *   const t1 = new Thread({ target: run, args: ['t1'] });
 *   t1.start();
 *   t1.join();
 * }
 * @see Python's `threading.Thread`
 */
export class Thread<F extends Callable = Callable> {
  /**
   * @param options what to run, and how; all optional
   */
  constructor(options: ThreadOptions<F> = {}) {
    const { target, args, name, daemon = currentThread().daemon, module } = options;
    const number =
      name === undefined ? Atomics.add(programWords(), Header.threadNames, 1) + 1 : undefined;
    const record = ThreadRecord.create(
      String(name ?? `Thread-${number}${target ? ` (${target.name})` : ''}`),
      Boolean(daemon),
      newLane(),
    );
    internals.set(this, {
      record,
      target,
      args: args ?? [],
      module: module ?? callerModule(),
    });
    handles.set(record.offset, new WeakRef(this));
  }

  /** Where the thread's record stands in the program's shared memory. */
  get offset(): number {
    return of(this).record.offset;
  }

  /** The thread's name; it need not be unique. */
  get name(): string {
    return of(this).record.name;
  }

  /** Renames the thread; its lane keeps the name that it started with. */
  set name(name: string) {
    of(this).record.name = String(name);
  }

  /** Node's id of the worker thread; null before `start()`, kept after the end. */
  get ident(): number | null {
    const { record } = of(this);
    return record.state === State.initial ? null : record.tid;
  }

  /**
   * Whether the program may end while this thread runs; inherited from the thread that makes it.
   *
   * @throws DaemonStatusError when it is set after the start
   */
  get daemon(): boolean {
    return of(this).record.daemon;
  }

  /**
   * Decides it anew, before the start.
   *
   * @throws DaemonStatusError after the start
   */
  set daemon(daemon: boolean) {
    const { record } = of(this);
    if (record.state !== State.initial) throw new DaemonStatusError(String(this));
    record.daemon = daemon;
  }

  /**
   * What the thread does: runs the target. Override it in a subclass.
   *
   * @returns whatever it likes; a promise is awaited, its value is dropped
   * @example
   * export class Greeter extends Thread {
   *   override run(): void {
   *     print(`hello from ${this.name}`);
   *   }
   * }
   * @see Python's `Thread.run`
   */
  run(): unknown {
    const { target, args } = of(this);
    return target?.(...args);
  }

  /**
   * Starts the thread; returns at once, before its first instruction.
   *
   * @throws ThreadStartedError on a second call
   * @throws NotExportedError when the target is no export of its module
   * @throws NotCloneableError when an argument or field cannot be sent
   * @throws BootstrapError while a worker imports the module that calls it
   * @throws NoRoomError when more threads are alive than the machine bears
   * @see Python's `Thread.start`
   */
  start(): void {
    const { record, target, args, module } = of(this);
    if (record.state !== State.initial) throw new ThreadStartedError(String(this));
    assertNotImporting(String(this));
    assertRoom(String(this), 'threads', activeCount());
    const overridden = this.run !== Thread.prototype.run;
    if (overridden) assertCloneableFields(this, Thread);
    const job: ThreadJob = {
      do: 'thread',
      record: record.offset,
      name: record.name,
      daemon: record.daemon,
      lane: record.lane,
      parent: currentLane(),
      target: overridden
        ? locate('A subclass of Thread', this.constructor, module)
        : target === undefined
          ? null
          : locate("A thread's target", target, module),
      args: pack(args) as unknown[],
      fields: overridden ? fieldsOf(this) : null,
      excepthook: hookTarget(),
    };
    record.markStarted();
    try {
      conductor().send(job);
    } catch (error) {
      record.unmarkStarted();
      if ((error as Error).name !== 'DataCloneError') throw error;
      throw notCloneable(String(this), overridden ? Object.values(this) : args);
    }
  }

  /**
   * Blocks this thread until the other one is over. Like Python's it returns nothing: ask `isAlive()`.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @throws ThreadNotStartedError before `start()`
   * @throws JoinCurrentThreadError when a thread joins itself
   * @throws BlockingOnMainThreadError on the main thread of a plain script
   * @see Python's `Thread.join`
   */
  join(timeoutSeconds?: number): void {
    const record = joinable(this, timeoutSeconds);
    if (record.state === State.stopped) return;
    assertMayBlock('Thread.join()', 'Thread.joinAsync()');
    blockUntilOver(record, timeoutSeconds);
  }

  /**
   * As `join`, without blocking: resolves when the thread is over or the time is up.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @returns resolves to nothing: ask `isAlive()` which of both it was
   * @throws ThreadNotStartedError before `start()`
   * @throws JoinCurrentThreadError when a thread joins itself
   * @throws BadTimeoutError when the time-out is negative or no number
   */
  async joinAsync(timeoutSeconds?: number): Promise<void> {
    const record = joinable(this, timeoutSeconds);
    if (record.state === State.stopped) return;
    await awaitOver(record, timeoutSeconds);
  }

  /**
   * Whether the thread has been started and is not over.
   *
   * @returns false before `start()` and after the end
   * @see Python's `Thread.is_alive`
   */
  isAlive(): boolean {
    return of(this).record.state === State.started;
  }

  /**
   * Python's text form: `<Thread(Thread-1 (run), started 3)>`.
   *
   * @returns the class, the name, `initial`, `started` or `stopped`, and the ident once there is one
   */
  toString(): string {
    const { record } = of(this);
    const { state } = record;
    const status =
      state === State.initial ? 'initial' : state === State.started ? 'started' : 'stopped';
    const kind = record.lane === MAIN_LANE ? '_MainThread' : this.constructor.name;
    return `<${kind}(${[record.name, status].join(', ')}${record.daemon ? ' daemon' : ''}${
      state === State.initial ? '' : ` ${record.tid}`
    })>`;
  }

  /** The same text form wherever Node prints the thread. */
  [inspect.custom](): string {
    return this.toString();
  }
}

shareable('Thread', Thread, (offset) => threadAt(new ThreadRecord(offset)));

function joinable(thread: Thread, timeoutSeconds: number | undefined): ThreadRecord {
  const { record } = of(thread);
  if (record.state === State.initial) throw new ThreadNotStartedError(String(thread));
  if (thread === currentThread()) throw new JoinCurrentThreadError(String(thread));
  checkTimeout('join()', timeoutSeconds);
  return record;
}

// The main thread's object must not be collected while somebody may ask for it by identity.
let main: Thread | null = null;
let current: Thread | null = null;

/** Makes `thread` the one that this worker runs. */
export function becomeThread(thread: Thread): void {
  current = thread;
}

/**
 * The thread that runs this code; in a program's main part, the main thread.
 *
 * @returns the very object within the thread that made it, else a handle on the same thread
 * @example
 * print('task', name, currentThread());
 * @see Python's `threading.current_thread`
 */
export function currentThread(): Thread {
  return current ?? mainThread();
}

/**
 * The main thread: under the command line, and with `runMain`, the lane that runs `main`.
 *
 * @returns its Thread, everywhere the same thread
 * @example
 * if (currentThread() === mainThread()) print('this is the main part');
 * @see Python's `threading.main_thread`
 */
export function mainThread(): Thread {
  const words = programWords();
  if (words[Header.mainThread] === 0) {
    const record = ThreadRecord.create('MainThread', false, MAIN_LANE);
    record.tid = 0;
    words[Header.mainThread] = record.offset;
    record.markStarted();
  }
  main ??= threadAt(new ThreadRecord(words[Header.mainThread]!));
  return main;
}

/**
 * How many threads are alive, the main thread included.
 *
 * @returns a number from 1 up, also after the main part has ended
 * @example
 * print(activeCount()); // 1
 * @see Python's `threading.active_count`
 */
export function activeCount(): number {
  mainThread();
  return Atomics.load(programWords(), Header.activeThreads);
}

/**
 * The threads that are alive, the main thread included; threads that others made are handles.
 *
 * @returns as many as `activeCount()` tells
 * @example
 * print(enumerate().map((thread) => thread.name));
 * @see Python's `threading.enumerate`
 */
export function enumerate(): Thread[] {
  mainThread();
  return aliveThreads().map((record) => threadAt(record));
}
