/** How everything in gevent waits: a promise that belongs to a scope, and can be interrupted there. */
import { waiting } from '../lane/wait.js';
import { currentLane, emit, listening } from '../trace/emit.js';
import type { Emitted } from '../trace/event.js';
import { watchLoop } from './loop-exit.js';
import { currentScope, Interruptible, type Scope } from './scope.js';
import { type Expiring, startTimer, stopTimer } from './timer.js';

/**
 * One wait of the current greenlet or of the main program. It ends once: it is woken, it fails, its
 * time is up, or it is interrupted (`kill`, a Timeout).
 *
 * Who is woken goes on in a turn of the event loop of its own, so that greenlets take turns as in
 * Python, and two that wake each other for ever starve neither I/O nor timers.
 */
export class Wait<T> extends Interruptible implements Expiring {
  /** What the waiting code awaits. */
  readonly promise: Promise<T>;
  /** Called when the wait ends before what it waits for: takes it out of there. */
  abandon: (() => void) | null = null;
  deadlineMs = 0;
  timer: NodeJS.Timeout | null = null;
  private readonly scope: Scope = currentScope();
  private readonly on: string | undefined;
  private readonly late: ((wait: Wait<T>) => void) | undefined;
  private lane = 0;
  private over = false;
  private resolve!: (value: T) => void;
  private reject!: (error: unknown) => void;

  /**
   * @param on what it waits for, as traces name it; undefined for a sleep
   * @param seconds the time-out, if there is one
   * @param late ends the wait when the time is up
   */
  constructor(on: string | undefined, seconds?: number, late?: (wait: Wait<T>) => void) {
    super();
    this.on = on;
    this.late = late;
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    if (listening) {
      this.lane = currentLane();
      emit(on === undefined ? sleeping(seconds) : waiting(on, seconds), this.lane);
    }
    watchLoop();
    this.scope.enter(this);
    const owed = this.scope.takeOwed();
    if (owed !== null) this.interrupt(owed);
    else if (late !== undefined) startTimer(this, seconds);
  }

  /** Whether it still waits. */
  get pending(): boolean {
    return !this.over;
  }

  /** Ends it with a value, in a turn of its own; false if it was over. */
  wake(value: T): boolean {
    if (!this.end()) return false;
    setImmediate(resume, this, value);
    return true;
  }

  /** Ends it with an error, in a turn of its own; false if it was over. */
  fail(error: unknown): boolean {
    if (!this.end()) return false;
    setImmediate(raise, this, error);
    return true;
  }

  /** As `wake`, where a turn of the loop has just begun. */
  wakeNow(value: T): void {
    if (this.end()) this.resume(value);
  }

  override interrupt(error: Error): boolean {
    if (!this.end()) return false;
    this.abandon?.();
    // Whether anybody awaits this very promise is the business of the code that is interrupted.
    this.promise.catch(() => {});
    this.raise(error);
    return true;
  }

  /** @internal */
  expire(): void {
    this.abandon?.();
    this.late!(this);
  }

  private end(): boolean {
    if (this.over) return false;
    this.over = true;
    this.scope.leave(this);
    stopTimer(this);
    return true;
  }

  /** @internal */
  resume(value: T): void {
    this.sayAwake();
    this.resolve(value);
  }

  /** @internal */
  raise(error: unknown): void {
    this.sayAwake();
    this.reject(error);
  }

  private sayAwake(): void {
    if (!listening) return;
    const { on } = this;
    emit(on === undefined ? { type: 'wake' } : { type: 'wake', on }, this.lane);
  }
}

function sleeping(seconds: number | undefined): Emitted {
  return { type: 'sleep', ...(seconds !== undefined && { seconds }) };
}

function resume<T>(wait: Wait<T>, value: T): void {
  wait.resume(value);
}

function raise<T>(wait: Wait<T>, error: unknown): void {
  wait.raise(error);
}
