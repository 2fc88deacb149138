/**
 * Python's `multiprocessing.Process` on Node's child processes. A child shares nothing with its parent:
 * it imports the target's module afresh and receives a copy of its arguments.
 */
import { inspect } from 'node:util';
import { checkTimeout } from '../lane/errors.js';
import { assertMayBlock } from '../lane/lane.js';
import { assertRoom } from '../lane/room.js';
import { conductor, type Request } from '../lane/link.js';
import { assertNotImporting, callerModule, locate, type Target } from '../lane/target.js';
import { awaitOver, blockUntilOver } from '../lane/wait.js';
import { Header, programWords } from '../memory/arena.js';
import { shareable } from '../memory/crossing.js';
import { assertCloneableFields } from '../threading/subclass.js';
import type { Callable } from '../threading/thread.js';
import { currentLane } from '../trace/emit.js';
import { ownProcess } from './own.js';
import {
  ProcessAliveError,
  ProcessClosedError,
  ProcessDaemonError,
  ProcessNotStartedError,
  ProcessStartedError,
} from './errors.js';
import { aliveChildren, ProcessRecord, State } from './record.js';
import { encodeArguments, type Payload } from './values.js';

/** What a new process is made of. */
export interface ProcessOptions<F extends Callable = Callable> {
  /** The exported function that the child runs; leave it out when you override `run`. */
  target?: F;
  /** The target's arguments, copied to the child. */
  args?: Parameters<F>;
  /** The process's name; by default `Process-N`. */
  name?: string;
  /** Whether the child is ended when its parent's program ends, instead of waited for; false by default. */
  daemon?: boolean;
  /** The URL of the module that exports the target; by default the file that makes the process. */
  module?: string;
}

/** The request by which a lane asks the conductor for a child process. */
export interface ProcessJob extends Request {
  do: 'process';
  /** Offset of the child's record in its parent's memory. */
  record: number;
  name: string;
  daemon: boolean;
  /** The lane that asks. */
  parent: number;
  /** The target, or the class whose `run` is overridden. */
  target: Target | null;
  args: Payload;
  /** The own fields of an object whose class overrides `run`; null for a plain target. */
  fields: Payload | null;
}

/** A request about a child: end it, by that signal. */
export interface ProcessSignal extends Request {
  do: 'process-signal';
  record: number;
  /** SIGTERM is followed by SIGKILL if the child does not heed it. */
  signal: 'SIGTERM' | 'SIGKILL';
}

interface Internals {
  record: ProcessRecord;
  target: Callable | undefined;
  args: readonly unknown[];
  module: string | undefined;
  closed: boolean;
}

// Kept outside of the object, so that the own fields of a subclass are the user's alone.
const internals = new WeakMap<Process, Internals>();
const handles = new Map<number, WeakRef<Process>>();

function of(child: Process): Internals {
  const own = internals.get(child);
  if (own === undefined)
    throw new TypeError('This process was not made by its constructor: call super() first.');
  if (own.closed) throw new ProcessClosedError(own.record.name);
  return own;
}

function processAt(record: ProcessRecord): Process {
  const known = handles.get(record.offset)?.deref();
  if (known !== undefined) return known;
  const child = Object.create(Process.prototype) as Process;
  remember(child, { record, target: undefined, args: [], module: undefined, closed: false });
  return child;
}

/** Gives an object that came to life in the child what it knows of itself. */
export function reviveProcess(child: Process): void {
  const record = new ProcessRecord();
  record.name = ownProcess.name;
  record.daemon = ownProcess.daemon;
  record.pid = ownProcess.pid;
  record.becomeOwn();
  remember(child, { record, target: undefined, args: [], module: undefined, closed: false });
}

function remember(child: Process, own: Internals): void {
  internals.set(child, own);
  handles.set(own.record.offset, new WeakRef(child));
}

/**
 * A process of its own: a Node.js child process that runs `target(...args)`, or an overridden `run`.
 *
 * A target must be exported by its module, since a child imports functions and cannot receive them. An
 * async target is awaited. A subclass must be exported too; its constructor does not run in the child:
 * own public fields are copied, `#private` ones are refused. Only its parent can join or end a process.
 *
 * @example
 * export function work(n: number): void {
 *   print(`process ${process.pid}: ${n}`);
 * }
 *
 * export function main(): void {
 *   const child = new Process({ target: work, args: [1] });
 *   child.start();
 *   child.join();
 *   print(child.exitcode); // 0
 * }
 * @see Python's `multiprocessing.Process`
 */
export class Process<F extends Callable = Callable> {
  /**
   * @param options what to run, and how; all optional
   */
  constructor(options: ProcessOptions<F> = {}) {
    const { target, args, name, daemon = ownProcess.daemon, module } = options;
    const number = Atomics.add(programWords(), Header.processNames, 1) + 1;
    const record = new ProcessRecord();
    record.name = String(name ?? `${ownProcess.childPrefix}${number}`);
    record.daemon = Boolean(daemon);
    remember(this, {
      record,
      target,
      args: args ?? [],
      module: module ?? callerModule(),
      closed: false,
    });
  }

  /** Where the child's record stands in this program's shared memory. */
  get offset(): number {
    return of(this).record.offset;
  }

  /** The process's name; it need not be unique. */
  get name(): string {
    return of(this).record.name;
  }

  /** Renames the process; its lane keeps the name that it started with. */
  set name(name: string) {
    of(this).record.name = String(name);
  }

  /** The child's process id; null before `start()`, kept after the end. */
  get pid(): number | null {
    const { record } = of(this);
    return record.state === State.initial ? null : record.pid;
  }

  /**
   * How the child ended: null while it runs, 0 for a return, n for `process.exit(n)`, 1 for an uncaught
   * error, -n if signal number n ended it.
   */
  get exitcode(): number | null {
    const { record } = of(this);
    return record.state === State.stopped ? record.exitcode : null;
  }

  /**
   * Whether the child is ended with its parent's program; inherited from the process that makes it.
   *
   * @throws ProcessDaemonError when it is set after the start
   */
  get daemon(): boolean {
    return of(this).record.daemon;
  }

  /**
   * Decides it anew, before the start.
   *
   * @throws ProcessDaemonError after the start
   */
  set daemon(daemon: boolean) {
    const { record } = of(this);
    if (record.state !== State.initial) throw new ProcessDaemonError(String(this));
    record.daemon = daemon;
  }

  /**
   * What the child does: runs the target. Override it in a subclass.
   *
   * @returns whatever it likes; a promise is awaited, its value is dropped
   */
  run(): unknown {
    const { target, args } = of(this);
    return target?.(...args);
  }

  /**
   * Starts the child; returns at once, before its first instruction.
   *
   * @throws ProcessStartedError on a second call
   * @throws NotExportedError when the target is no export of its module
   * @throws NotCloneableError when an argument or field cannot be sent
   * @throws BootstrapError while a worker or child imports the module that calls it
   * @throws NoRoomError when more children are alive than the machine bears
   */
  start(): void {
    const { record, target, args, module } = of(this);
    if (record.state !== State.initial) throw new ProcessStartedError(String(this));
    assertNotImporting(String(this));
    assertRoom(String(this), 'processes', aliveChildren().length + 1);
    const overridden = this.run !== Process.prototype.run;
    if (overridden) assertCloneableFields(this, Process);
    const job: ProcessJob = {
      do: 'process',
      record: record.offset,
      name: record.name,
      daemon: record.daemon,
      parent: currentLane(),
      target: overridden
        ? locate('A subclass of Process', this.constructor, module)
        : target === undefined
          ? null
          : locate("A process's target", target, module),
      args: encodeArguments(String(this), args),
      fields: overridden ? encodeArguments(String(this), [Object.assign({}, this)]) : null,
    };
    record.markStarted();
    conductor().send(job);
  }

  /**
   * Blocks this thread until the child is over. Like Python's it returns nothing: ask `exitcode`.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @throws ProcessNotStartedError before `start()`
   * @throws BadTimeoutError when the time-out is negative (Python returns at once) or no number
   * @throws BlockingOnMainThreadError on the main thread of a plain script
   */
  join(timeoutSeconds?: number): void {
    const record = joinable(this, timeoutSeconds);
    if (record.state === State.stopped) return;
    assertMayBlock('Process.join()', 'Process.joinAsync()');
    blockUntilOver(record, timeoutSeconds);
  }

  /**
   * As `join`, without blocking: resolves when the child is over or the time is up.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @throws ProcessNotStartedError before `start()`
   */
  async joinAsync(timeoutSeconds?: number): Promise<void> {
    const record = joinable(this, timeoutSeconds);
    if (record.state === State.stopped) return;
    await awaitOver(record, timeoutSeconds);
  }

  /**
   * Whether the child has been started and is not over.
   *
   * @returns false before `start()` and after the end
   * @see Python's `Process.is_alive`
   */
  isAlive(): boolean {
    return of(this).record.state === State.started;
  }

  /**
   * Asks the child to end (SIGTERM); one that does not heed it is killed a second later.
   *
   * @throws ProcessNotStartedError before `start()`
   */
  terminate(): void {
    signal(this, 'terminate()', 'SIGTERM');
  }

  /**
   * Ends the child at once (SIGKILL).
   *
   * @throws ProcessNotStartedError before `start()`
   */
  kill(): void {
    signal(this, 'kill()', 'SIGKILL');
  }

  /**
   * Lets go of the process: every later use throws ProcessClosedError. A second call does nothing.
   *
   * @throws ProcessAliveError while it runs
   */
  close(): void {
    const own = internals.get(this);
    if (own === undefined || own.closed) return;
    if (own.record.state === State.started) throw new ProcessAliveError(String(this));
    handles.delete(own.record.offset);
    own.closed = true;
  }

  /**
   * A text form like Python's: `<Process(Process-1, started, pid 4711)>`.
   *
   * @returns the class, the name, its state, and the process id once there is one
   */
  toString(): string {
    const own = internals.get(this);
    if (own === undefined) return '<Process>';
    const { record, closed } = own;
    const { state } = record;
    const status = closed
      ? 'closed'
      : state === State.initial
        ? 'initial'
        : state === State.started
          ? 'started'
          : `stopped, exitcode ${record.exitcode}`;
    return `<${this.constructor.name}(${record.name}, ${status}${record.daemon ? ', daemon' : ''})>`;
  }

  /** The same text form wherever Node prints the process. */
  [inspect.custom](): string {
    return this.toString();
  }
}

shareable('Process', Process, (offset) => processAt(new ProcessRecord(offset)));

function joinable(child: Process, timeoutSeconds: number | undefined): ProcessRecord {
  const { record } = of(child);
  if (record.state === State.initial) throw new ProcessNotStartedError('join()', String(child));
  checkTimeout('join()', timeoutSeconds);
  return record;
}

function signal(child: Process, what: string, by: ProcessSignal['signal']): void {
  const { record } = of(child);
  if (record.state === State.initial) throw new ProcessNotStartedError(what, String(child));
  if (record.state === State.stopped) return;
  const request: ProcessSignal = { do: 'process-signal', record: record.offset, signal: by };
  conductor().send(request);
}

/**
 * The child processes of this process that run now, oldest first.
 *
 * @returns the very objects that were started here
 * @example
 * for (const child of activeChildren()) child.terminate();
 * @see Python's `multiprocessing.active_children`
 */
export function activeChildren(): Process[] {
  return aliveChildren().map(processAt);
}
