/** How everything in gevent waits: a promise that belongs to a scope, and can be interrupted there. */
import { waiting } from '../lane/wait.js';
import { currentLane, emit, trace } from '../trace/emit.js';
import type { Emitted } from '../trace/event.js';
import { watchLoop } from './loop-exit.js';
import { currentScope, Interruptible, type Scope } from './scope.js';
import { type Expiring, startTimer, stopTimer } from './timer.js';
import { giveTurn, type Turn } from './turns.js';

/**
 * One wait of the current greenlet or of the main program. It ends once: it is woken, it fails, its
 * time is up, or it is interrupted (`kill`, a Timeout).
 *
 * Who is woken goes on in a turn of the event loop of its own, so that greenlets take turns as in
 * Python, and two that wake each other for ever starve neither I/O nor timers.
 */
export class Wait<T> extends Interruptible implements Expiring, Turn {
  /** What the waiting code awaits. */
  readonly promise: Promise<T>;
  /** Called when the wait ends before what it waits for: takes it out of there. */
  abandon: (() => void) | null = null;
  deadlineMs = 0;
  sooner: Expiring['sooner'] = null;
  later: Expiring['later'] = null;
  private readonly scope: Scope = currentScope();
  private readonly on: string | undefined;
  private readonly late: ((wait: Wait<T>) => void) | undefined;
  private lane = 0;
  private over = false;
  private settled = false;
  private failed = false;
  private outcome: unknown = undefined;
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
    if (trace.on) {
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
    this.outcome = value;
    this.goOn();
    return true;
  }

  /** Ends it with an error, in a turn of its own; false if it was over. */
  fail(error: unknown): boolean {
    if (!this.end()) return false;
    this.failed = true;
    this.outcome = error;
    this.goOn();
    return true;
  }

  override interrupt(error: Error): boolean {
    if (!this.end()) return false;
    this.abandon?.();
    // Whether anybody awaits this very promise is the business of the code that is interrupted.
    this.promise.catch(() => {});
    this.failed = true;
    this.outcome = error;
    this.settle();
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

  private goOn(): void {
    this.scope.resume(1);
    giveTurn(this);
  }

  /** Its turn to go on. One that still waits has waited for nothing but this turn. */
  takeTurn(): void {
    if (this.settled) return;
    if (!this.end()) this.scope.resume(-1);
    this.settle();
  }

  private settle(): void {
    this.settled = true;
    if (trace.on) this.sayAwake();
    if (this.failed) this.reject(this.outcome);
    else this.resolve(this.outcome as T);
  }

  private sayAwake(): void {
    const { on } = this;
    emit(on === undefined ? { type: 'wake' } : { type: 'wake', on }, this.lane);
  }
}

function sleeping(seconds: number | undefined): Emitted {
  return { type: 'sleep', ...(seconds !== undefined && { seconds }) };
}
