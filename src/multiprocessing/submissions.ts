/** What a lane has given to a pool and not got back. */
import { writeWhole } from '../lane/print.js';
import { asError } from '../threading/excepthook.js';
import { emit, listening } from '../trace/emit.js';
import type { AsyncResult, Callbacks } from './async-result.js';
import { type Outcomes, Status, STRIDE } from './protocol.js';
import { decode, type Payload } from './values.js';

/** Takes the outcome of one task, and the name of the worker that did it. */
export type Take = (ok: boolean, value: unknown, worker: string) => void;

/** So many failures that nobody asks for are kept for the end; more would only fill memory. */
const MOST_UNHEARD = 100;

/** The tasks that are pending, and the callbacks of those that are done. */
export class Submissions {
  private readonly pending = new Map<number, Take>();
  /** Results of failed tasks, until somebody asks for them. */
  private readonly failed = new Set<AsyncResult<unknown>>();
  private readonly callbacks: (() => void)[] = [];
  private calling = false;

  get size(): number {
    return this.pending.size;
  }

  add(task: number, take: Take): void {
    this.pending.set(task, take);
  }

  /** Hands results to those who wait for them. One that nobody waits for any more goes nowhere. */
  take(outcomes: Outcomes, worker: string): void {
    for (let i = 0; i < outcomes.length; i += STRIDE) {
      const task = outcomes[i] as number;
      const take = this.pending.get(task);
      if (take === undefined) continue;
      this.pending.delete(task);
      take(outcomes[i + 1] === Status.ok, decode(outcomes[i + 2] as Payload), worker);
    }
  }

  /** Fails everything that is pending, without a callback. */
  drop(): readonly Take[] {
    const dropped = [...this.pending.values()];
    this.pending.clear();
    return dropped;
  }

  /**
   * Runs the callback and then says that the result is there, so that whoever waits finds both done. A
   * callback that itself waits for the pool lets results come in; their callbacks wait for its end.
   */
  settle<T>(
    result: AsyncResult<T>,
    { callback, errorCallback }: Callbacks<T>,
    [ok, value, worker]: Parameters<Take>,
    task: number,
  ): void {
    const call = (ok ? callback : errorCallback) as ((value: unknown) => unknown) | undefined;
    if (!ok && call === undefined && this.failed.size < MOST_UNHEARD) this.failed.add(result);
    if (call === undefined) return result.settle(ok, value);
    const run = (): void => {
      if (listening) emit({ type: 'callback', task, worker });
      try {
        call(value);
      } catch (error) {
        report(`the callback of task ${task}`, error);
      }
    };
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

  /** Reports the failures that nobody has asked for; called as the lane ends. */
  reportUnheard(): void {
    for (const { unheard } of this.failed)
      if (unheard !== null) report('a task whose result nobody took', unheard.error);
    this.failed.clear();
  }
}

function report(where: string, thrown: unknown): void {
  const { name, message, stack } = asError(thrown);
  if (listening) emit({ type: 'error', name, message: `${message} (in ${where})` });
  else writeWhole(2, `Exception in ${where}:\n${stack ?? `${name}: ${message}`}\n`);
}
