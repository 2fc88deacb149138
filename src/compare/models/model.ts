/** What every model does: it runs the tasks of a job, in its own way. One file each. */
import type { Job, TaskReport } from '../job.js';
import type { Workload } from '../workloads/workload.js';

/** Runs all tasks of the job; it is over when they are, and whatever was made for them. */
export type Model = (job: Job, work: Workload) => Promise<Run>;

/** What a run of all tasks has come to. */
export interface Run {
  /** What the tasks returned, by number. */
  values: unknown[];
  /** The part of the wall time that making threads or processes took. */
  startupSeconds: number;
  /** What those who ran the tasks reported, where they were not the run's own thread. */
  reports?: TaskReport[];
}

/** A workload that cannot be run by this model; the message says why. */
export class NotApplicableError extends Error {
  override name = 'NotApplicableError';
}

/** A task that failed; the message is its error's, in one line. */
export class TaskFailedError extends Error {
  override name = 'TaskFailedError';
  constructor(task: number, message: string) {
    super(`task ${task} failed: ${message}`);
  }
}
