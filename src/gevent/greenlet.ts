/** A coroutine of gevent: a function, mostly async, with a name, an outcome and a way to end it. */
import { AsyncResource } from 'node:async_hooks';
import { threadId } from 'node:worker_threads';
import { GreenletExit } from '../greenlet/errors.js';
import { checkTimeout } from '../lane/errors.js';
import { newLane } from '../lane/lane.js';
import { currentLane, emit, trace } from '../trace/emit.js';
import { GreenletStartedError, NotAFunctionError } from './errors.js';
import { type Link, Linkable } from './linkable.js';
import { Outstanding } from './outstanding.js';
import { report } from './report.js';
import { currentScope, openScopes, runWithin, Scope, showLanes } from './scope.js';
import { Timeout } from './timeout.js';
import { giveTurn, type Turn } from './turns.js';

/** What a greenlet can run: an async function, or one that does not wait. */
export type Body<A extends unknown[], T> = (...args: A) => T | PromiseLike<T>;

// oxlint-disable-next-line typescript/no-explicit-any -- it takes whatever its arguments are
type AnyBody<T> = Body<any[], T>;

const State = { made: 0, started: 1, running: 2, over: 3 } as const;

let ended = 0;

/** All greenlets that were started and are not over. */
export const outstanding = new Outstanding();

/**
 * A function that runs beside others on one thread; `gevent.spawn` makes and starts one.
 *
 * It begins in a turn of the event loop of its own, and gives way to others wherever it awaits. What it
 * computes in between nobody interrupts.
 *
 * @example
 * const worker = gevent.spawn(async (name: string) => {
 *   await gevent.sleep(1);
 *   return `hello from ${name}`;
 * }, 'a greenlet');
 * print(await worker.get()); // hello from a greenlet
 * @see Python's `gevent.Greenlet`
 */
export class Greenlet<T = unknown> extends Linkable implements Turn {
  /** @internal The number of its lane, if anybody listens. */
  lane: number | undefined = undefined;
  /** @internal What of it waits. */
  readonly scope: Scope = new Scope(this);
  /** @internal Its place in the order in which greenlets ended; 0 while it has not. */
  endedAs = 0;
  /** @internal How many wait for its result, and so take its failure. */
  takers = 0;
  private readonly fn: AnyBody<T>;
  private readonly args: unknown[];
  private parent = 0;
  private state: number = State.made;
  private failed = false;
  private outcome: unknown = undefined;

  /**
   * Makes a greenlet that runs `fn(...args)` once it is started.
   *
   * @param fn an async function, or one that does not wait
   * @param args its arguments
   * @throws NotAFunctionError
   */
  constructor(fn: AnyBody<T>, ...args: unknown[]) {
    super();
    if (typeof fn !== 'function') throw new NotAFunctionError('what a greenlet runs', fn);
    this.fn = fn;
    this.args = args;
  }

  /** The name of its function, and of its lane. */
  get name(): string {
    return this.fn.name || 'greenlet';
  }

  /** Whether it has been started and is not over. */
  get started(): boolean {
    return this.state === State.started || this.state === State.running;
  }

  /** Whether it is over: by a return, an error or `kill`. */
  get dead(): boolean {
    return this.state === State.over;
  }

  /** What it returned; of a killed one its GreenletExit; undefined while it is not over, and if it failed. */
  get value(): T | GreenletExit | undefined {
    return this.failed ? undefined : (this.outcome as T | GreenletExit | undefined);
  }

  /** The error that ended it; null if none did. */
  get exception(): unknown {
    return this.failed ? this.outcome : null;
  }

  /**
   * Whether it is over, as `dead` says.
   *
   * @returns true once it has returned, failed or been killed
   */
  override ready(): boolean {
    return this.state === State.over;
  }

  /**
   * Whether it is over and did not fail. One that was killed counts as successful.
   *
   * @returns false while it is not over, and if it failed
   */
  successful(): boolean {
    return this.state === State.over && !this.failed;
  }

  /**
   * Lets it run: not at once, but in a turn of the event loop of its own.
   *
   * @throws GreenletStartedError on a second call, and after `kill`
   * @see Python's `Greenlet.start`
   */
  start(): void {
    if (this.state !== State.made) throw new GreenletStartedError(String(this));
    this.state = State.started;
    outstanding.begun();
    openScopes();
    if (trace.on) {
      showLanes();
      this.lane = newLane();
      this.parent = currentLane();
    }
    giveTurn(this);
  }

  /**
   * Waits until it is over, and gives what it returned. Its failure then goes to who waits here, and is
   * not reported.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever
   * @returns a promise of the value; of a killed greenlet it is the GreenletExit
   * @throws the error that ended the greenlet
   * @throws Timeout when the time is up
   * @throws BadTimeoutError
   * @example
   * const page = await gevent.spawn(download, url).get(5);
   * @see Python's `Greenlet.get`
   */
  async get(timeoutSeconds?: number): Promise<T> {
    checkTimeout('Greenlet.get()', timeoutSeconds);
    this.takers++;
    try {
      if (!(await this.untilReady(`get ${this.name}`, timeoutSeconds)))
        throw new Timeout(timeoutSeconds);
    } finally {
      this.takers--;
    }
    if (this.failed) throw this.outcome;
    return this.outcome as T;
  }

  /**
   * Waits until it is over, however it ends.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever
   * @returns a promise; ask `dead` whether it was kept in time
   * @throws BadTimeoutError
   * @see Python's `Greenlet.join`
   */
  async join(timeoutSeconds?: number): Promise<void> {
    checkTimeout('Greenlet.join()', timeoutSeconds);
    await this.untilReady(`join ${this.name}`, timeoutSeconds);
  }

  /**
   * Raises an error in it, where it waits in gevent: in a sleep, a fetch, for an event. Where it awaits
   * something else, the error is raised at its next wait in gevent. One that has not begun never does.
   *
   * A GreenletExit that it does not catch ends it quietly. Killing one that is over does nothing. A
   * greenlet that kills itself gets the error from the `await` of this call.
   *
   * @param error what is raised; a GreenletExit if left out
   * @param timeoutSeconds the longest wait for its end, in seconds; without it for ever
   * @returns a promise, kept when it is over or the time is up; it need not be awaited
   * @throws BadTimeoutError
   * @example
   * await worker.kill();
   * @see Python's `Greenlet.kill`
   */
  kill(error: Error = new GreenletExit(), timeoutSeconds?: number): Promise<void> {
    if (this.state === State.over) return Promise.resolve();
    if (this.state !== State.running) this.finish(true, error);
    else if (currentScope().greenlet === this) return needNotBeAwaited(Promise.reject(error));
    else this.scope.interrupt(error);
    return needNotBeAwaited(this.join(timeoutSeconds));
  }

  /**
   * Calls `callback` when it is over, in a turn of the loop of its own, on the lane that linked it.
   * Callbacks run in the order in which they were linked.
   *
   * @param callback takes this greenlet
   * @example
   * gevent.spawn(download, url).link((greenlet) => print(greenlet.value));
   * @see Python's `Greenlet.link`
   */
  link(callback: Link<this>): void {
    const here = AsyncResource.bind(callback);
    this.rawlink(() => giveTurn({ takeTurn: () => this.tell(here) }));
  }

  /**
   * Names it: `<Greenlet download>`.
   *
   * @returns that text
   */
  override toString(): string {
    return `<Greenlet ${this.name}>`;
  }

  /** @internal Its first turn. */
  takeTurn(): void {
    runWithin(this.scope, run, this);
  }

  /** @internal */
  run(): void {
    if (this.state !== State.started) return; // killed before it began
    this.state = State.running;
    if (trace.on) {
      const { name, parent } = this;
      const { pid } = process;
      emit({ type: 'lane-start', kind: 'greenlet', name, parent, pid, tid: threadId }, this.lane);
    }
    let returned: T | PromiseLike<T>;
    try {
      returned = this.fn(...this.args);
    } catch (error) {
      this.finish(true, error);
      return;
    }
    if (typeof (returned as PromiseLike<T> | null)?.then !== 'function')
      this.finish(false, returned);
    else Promise.resolve(returned).then(succeed, fail);
  }

  /** @internal */
  finish(raised: boolean, outcome: unknown): void {
    const { state } = this;
    const exit = raised && outcome instanceof GreenletExit;
    this.failed = raised && !exit;
    this.outcome = outcome;
    this.state = State.over;
    this.endedAs = ++ended;
    if (this.failed && this.takers === 0) report(String(this), outcome, this.lane);
    if (trace.on && state === State.running) {
      const how = exit ? 'killed' : raised ? 'failed' : 'returned';
      emit({ type: 'lane-end', kind: 'greenlet', how }, this.lane);
    }
    this.notifyLinks();
    if (state !== State.made) outstanding.ended();
  }
}

/** Lets it fail without a word where nobody looks: whoever kills may be interrupted before that is done. */
function needNotBeAwaited<R>(promise: Promise<R>): Promise<R> {
  promise.catch(() => {});
  return promise;
}

function run(greenlet: Greenlet<unknown>): void {
  greenlet.run();
}

// These find their greenlet by its scope, so that thousands of greenlets need no closures of their own.
function succeed(value: unknown): void {
  currentScope().greenlet!.finish(false, value);
}

function fail(error: unknown): void {
  currentScope().greenlet!.finish(true, error);
}

/**
 * Makes a greenlet of a function and starts it. Nothing of it runs before the caller awaits something.
 *
 * @param fn an async function, or one that does not wait
 * @param args its arguments
 * @returns the greenlet
 * @throws NotAFunctionError
 * @example
 * const greenlets = urls.map((url) => gevent.spawn(download, url));
 * await gevent.joinall(greenlets);
 * @see Python's `gevent.spawn`
 */
export function spawn<A extends unknown[], T>(fn: Body<A, T>, ...args: A): Greenlet<T> {
  const greenlet = new Greenlet<T>(fn, ...args);
  greenlet.start();
  return greenlet;
}

/**
 * Tells which greenlet runs this code.
 *
 * @returns the greenlet; null in the main program (Python's is then the main greenlet)
 * @example
 * print(gevent.getcurrent()?.name ?? 'the main program');
 * @see Python's `gevent.getcurrent`
 */
export function getcurrent(): Greenlet | null {
  return currentScope().greenlet;
}
