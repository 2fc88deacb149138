/** What a lane has given to a pool and not got back. */
import { writeWhole } from '../lane/print.js';
import { asError } from '../threading/excepthook.js';
import { emit, trace } from '../trace/emit.js';
import type { AsyncResult } from './async-result.js';
import { Pages } from './pages.js';
import { type Outcomes, Status, STRIDE } from './protocol.js';
import { decode } from './values.js';

/** Takes the outcome of one task, and the name of the worker that did it. */
export type Take = (ok: boolean, value: unknown, worker: string) => void;

// oxlint-disable-next-line typescript/no-explicit-any -- a pool's tasks have results of all types
type AnyResult = AsyncResult<any>;

/** Who waits for the outcome of a task: its result, or one that makes a result of several tasks. */
export type Taker = AnyResult | Take;

/** So many failures that nobody asks for are kept for the end; more would only fill memory. */
const MOST_UNHEARD = 100;

/** The tasks that are pending, and the callbacks of those that are done. */
export class Submissions {
  private readonly pending = new Pages<Taker>();
  /** Results of failed tasks, until somebody asks for them. */
  private readonly failed = new Set<AnyResult>();
  private readonly callbacks: (() => void)[] = [];
  private calling = false;
  private dropping = false;

  get size(): number {
    return this.pending.size;
  }

  add(task: number, taker: Taker): void {
    this.pending.set(task, taker);
  }

  /** Hands results to those who wait for them. One that nobody waits for any more goes nowhere. */
  take(outcomes: Outcomes, worker: string): void {
    for (let i = 0; i < outcomes.length; i += STRIDE) {
      const task = outcomes[i] as number;
      const taker = this.pending.take(task);
      if (taker === undefined) continue;
      const ok = outcomes[i + 1] === Status.ok;
      const value = decode(outcomes[i + 2]);
      if (typeof taker === 'function') taker(ok, value, worker);
      else this.settle(taker, ok, value, worker);
    }
  }

  /** Fails everything that is pending, without a callback. */
  drop(error: Error): void {
    const dropped = this.pending.takeAll();
    this.dropping = true;
    for (const taker of dropped)
      if (typeof taker === 'function') taker(false, error, '');
      else taker.settle(false, error);
    this.dropping = false;
  }

  /**
   * Runs the callback and then says that the result is there, so that whoever waits finds both done. A
   * callback that itself waits for the pool lets results come in; their callbacks wait for its end.
   */
  settle(result: AnyResult, ok: boolean, value: unknown, worker: string): void {
    if (this.dropping) return result.settle(ok, value);
    const { task, callbacks } = result;
    const call = ok ? callbacks?.callback : callbacks?.errorCallback;
    if (!ok && call === undefined && this.failed.size < MOST_UNHEARD) this.failed.add(result);
    if (call === undefined) return result.settle(ok, value);
    this.callBack(result, ok, value, () => {
      if (trace.on) emit({ type: 'callback', task, worker });
      try {
        call(value);
      } catch (error) {
        report(`the callback of task ${task}`, error);
      }
    });
  }

  /** Reports the failures that nobody has asked for; called as the lane ends. */
  reportUnheard(): void {
    for (const { unheard } of this.failed)
      if (unheard !== null) report('a task whose result nobody took', unheard.error);
    this.failed.clear();
  }

  private callBack(result: AnyResult, ok: boolean, value: unknown, run: () => void): void {
    if (this.calling) {
      this.callbacks.push(run);
      return result.settle(ok, value);
    }
    this.calling = true;
    run();
    result.settle(ok, value);
    for (let next = this.callbacks.shift(); next; next = this.callbacks.shift()) next();
    this.calling = false;
  }
}

function report(where: string, thrown: unknown): void {
  const { name, message, stack } = asError(thrown);
  if (trace.on) emit({ type: 'error', name, message: `${message} (in ${where})` });
  else writeWhole(2, `Exception in ${where}:\n${stack ?? `${name}: ${message}`}\n`);
}
