/** What a lane, the conductor's scheduler and a pool's workers say to each other. */
import type { Message, Request } from '../lane/link.js';
import type { Target } from '../lane/target.js';
import type { Payload, Receiver } from './values.js';

/** The two kinds of worker that a pool may have. */
export type WorkerKind = Receiver;

/** How a worker applies a function: to a list of arguments, to one plain one, to each item of a chunk. */
export type Mode = 'call' | 'one' | 'map' | 'starmap';

/** What tasks name by number: a function, and how it is applied. */
export interface Work {
  target: Target;
  mode: Mode;
}

/** Tasks one after the other, each as task number, number of its work, arguments. */
export type Tasks = (number | Payload)[];
/** How many entries of `Tasks` make a task, and of `Outcomes` an outcome. */
export const STRIDE = 3;

/** Results one after the other, each as task number, status, value or error. */
export type Outcomes = (number | Payload)[];

/** How a task ended. */
export const Status = { ok: 0, failed: 1 } as const;

/** A function that each worker calls before its first task. */
export interface Initializer {
  target: Target;
  args: Payload;
}

/** A lane makes a pool. */
export interface PoolOpen extends Request {
  do: 'pool-open';
  pool: number;
  kind: WorkerKind;
  workers: number;
  parent: number;
  initializer: Initializer | null;
  maxTasksPerChild: number;
}

/** A lane hands a task to its pool; a work that it has not named before comes with it. */
export interface PoolSubmit extends Request {
  do: 'pool-submit';
  pool: number;
  task: number;
  work: number;
  args: Payload;
  newWork: Work | null;
}

/** A lane closes its pool: no more tasks come, and those that wait are done or dropped. */
export interface PoolEnd extends Request {
  do: 'pool-end';
  pool: number;
  drop: boolean;
}

/** Where a pool's lane hears of it. */
export function mailboxOf(pool: number): string {
  return `pool-${pool}`;
}

/** What a pool tells its lane. */
export interface PoolNews extends Message {
  /** Results, in the order of completion, and the worker that they come from. */
  outcomes?: Outcomes;
  worker?: string;
  /** All workers are gone. */
  ended?: true;
}

/** What a worker is told. */
export interface Batch extends Message {
  to: 'tasks';
  /** Works that the worker has not heard of before, in the order of their numbers. */
  works: Work[];
  tasks: Tasks;
  /** The batch's number, for the ledger. */
  batch: number;
  /** Nothing more will come: end. */
  last?: boolean;
}

/** A worker process is told that batches will come: it must have a ledger that can be read. */
export interface Prepare extends Message {
  to: 'prepare';
}

/** A worker process hands its ledger to its own conductor. */
export interface LedgerAt extends Request {
  do: 'pool-ledger';
  offset: number;
}

/** What a worker answers. */
export interface Answer extends Request {
  do: 'pool-answer';
  outcomes: Outcomes;
  /** How long the batch took, in milliseconds; null while it goes on. */
  ms: number | null;
  /** The initializer failed with this error (encoded); the worker ends. */
  broken?: Payload;
}
