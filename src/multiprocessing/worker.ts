/** What a pool's worker does, be it a process or a thread: runs batches of tasks, one at a time. */
import { resolve } from '../lane/target.js';
import { prepared } from '../memory/crossing.js';
import { emit, trace } from '../trace/emit.js';
import { UnsendableResultError } from './errors.js';
import type { Ledger } from './ledger.js';
import {
  type Answer,
  type Batch,
  type Initializer,
  type Outcomes,
  Status,
  STRIDE,
  type Work,
  type WorkerKind,
} from './protocol.js';
import { decode, encode, isMarked, type Payload } from './values.js';

/** What events call that which an idle worker waits for. */
const FOR_A_TASK = 'a task';

type Run = (args: unknown) => unknown;

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function';
}

/** How a work is done once its function is imported. An async function is awaited, also in a chunk. */
function runner(fn: (...args: never[]) => unknown, { mode }: Work): Run {
  if (mode === 'one') return (value) => fn(value as never);
  if (mode === 'call') return (args) => fn(...(args as never[]));
  const one: Run =
    mode === 'map' ? (item) => fn(item as never) : (item) => fn(...(item as never[]));
  return (items) => eachOf(items as unknown[], one);
}

function eachOf(items: unknown[], one: (item: unknown) => unknown): unknown {
  const results: unknown[] = [];
  for (const [index, item] of items.entries()) {
    const value = one(item);
    if (isThenable(value)) return restOf(items, one, results, value, index + 1);
    results.push(value);
  }
  return results;
}

async function restOf(
  items: unknown[],
  one: (item: unknown) => unknown,
  results: unknown[],
  pending: PromiseLike<unknown>,
  next: number,
): Promise<unknown[]> {
  results.push(await pending);
  for (const item of items.slice(next)) results.push(await one(item));
  return results;
}

/** Runs tasks as they come and answers for each batch. */
export class TaskWorker {
  private readonly name: string;
  private readonly kind: WorkerKind;
  private readonly answer: (answer: Answer) => void;
  private readonly works: Work[] = [];
  private readonly runs: Run[] = [];
  private before: Promise<unknown>;
  /** Batches that are taken and not done. */
  private batches = 0;
  private idle = false;
  /** Where it writes how far it is with a batch; null while nobody could read that. */
  ledger: Ledger | null = null;
  /** The initializer failed: nothing is run, and the scheduler ends the worker. */
  private broken = false;

  constructor(
    name: string,
    kind: WorkerKind,
    initializer: Initializer | null,
    answer: (answer: Answer) => void,
  ) {
    this.kind = kind;
    this.name = name;
    this.answer = answer;
    this.before = initializer === null ? Promise.resolve() : this.initialize(initializer);
    void this.before.then(() => this.rest());
  }

  private async initialize({ target, args }: Initializer): Promise<void> {
    try {
      const initializer = await resolve("A pool's initializer", target);
      await initializer(...(decode(args) as never[]));
    } catch (error) {
      this.broken = true;
      this.answer({ do: 'pool-answer', outcomes: [], ms: 0, broken: encode(error) });
    }
  }

  /** Takes a batch; it is run when those before it are done. */
  take(batch: Batch): Promise<unknown> {
    this.batches++;
    if (this.idle && trace.on) emit({ type: 'wake', on: FOR_A_TASK });
    this.idle = false;
    return (this.before = this.before.then(async () => {
      await this.run(batch);
      this.batches--;
      if (batch.last !== true) this.rest();
    }));
  }

  /** Says that it waits, unless there is more to do. */
  private rest(): void {
    if (this.batches > 0 || this.broken) return;
    this.idle = true;
    if (trace.on) emit({ type: 'wait', on: FOR_A_TASK });
  }

  private async run({ works, tasks, batch }: Batch): Promise<void> {
    if (this.broken) return;
    this.works.push(...works);
    let outcomes: Outcomes = [];
    // A task that is alone has nothing before and behind it that it could hold up.
    const ledger = tasks.length > STRIDE ? this.ledger : null;
    ledger?.open(batch, tasks.length / STRIDE);
    const began = performance.now();
    for (let i = 0; i < tasks.length; i += STRIDE) {
      if (ledger?.begin() === false) break;
      const task = tasks[i] as number;
      if (trace.on) emit({ type: 'task-start', task, worker: this.name });
      let status: number = Status.ok;
      let value: unknown;
      try {
        const run = this.runs[tasks[i + 1] as number] ?? (await this.load(tasks[i + 1] as number));
        const payload = tasks[i + 2];
        const args = decode(payload);
        if (isMarked(payload)) await prepared();
        value = run(args);
        if (isThenable(value)) value = await value;
      } catch (error) {
        status = Status.failed;
        value = error;
      }
      if (trace.on) emit({ type: 'task-end', task, worker: this.name });
      const payload = this.push(outcomes, task, status, value);
      if (ledger?.publish(task, outcomes.at(-2) as number, payload) === false) {
        this.answer({ do: 'pool-answer', outcomes, ms: null });
        outcomes = [];
      }
    }
    this.answer({ do: 'pool-answer', outcomes, ms: performance.now() - began });
  }

  private push(outcomes: Outcomes, task: number, status: number, value: unknown): Payload {
    let payload: Payload;
    try {
      payload = encode(value, this.kind);
    } catch (error) {
      status = Status.failed;
      payload = encode(new UnsendableResultError((error as Error).message));
    }
    outcomes.push(task, status, payload);
    return payload;
  }

  private async load(index: number): Promise<Run> {
    const work = this.works[index]!;
    return (this.runs[index] = runner(await resolve("A pool's function", work.target), work));
  }
}
