/** The two sides of a workload: what is chosen and sized before the runs, and the task itself. */
import type { WorkloadSpec } from '../job.js';

/** The task, inside of a run. */
export interface Workload {
  /** Runs task `n` as a thread would: it may block, or return a promise. */
  run(n: number, input?: Uint8Array): unknown;
  /** The same for coroutines, where waiting is done differently there. */
  coroutine?(n: number, input?: Uint8Array): Promise<unknown>;
  /** What is sent along to task `n`. */
  input?(n: number): Uint8Array;
  /** Whether the value is the right one; if not, what was expected and what came. */
  wrong?(n: number, value: unknown): string | undefined;
  /** Loads what a program that does this work would have loaded before it starts. */
  warm?(): Promise<void>;
}

/** What the user asked for. */
export interface Size {
  /** How long a task shall wait or compute, in seconds. */
  seconds: number;
  /** How much a task moves there, and back. */
  bytes: number;
}

/** A workload that is ready to be run on this machine. */
export interface Prepared {
  /** As the user named it. */
  name: string;
  spec: WorkloadSpec;
  /** The size of a task, for a reader: `0.1 s each`. */
  size: string;
  /** Whether a longer task makes sense, so that a break-even length does. */
  timed: boolean;
  /** Ends what was started for it. */
  release?(): Promise<void>;
}
