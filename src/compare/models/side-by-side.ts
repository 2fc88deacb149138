/** Running many with few: what the models that run several tasks at once share. */
import { TaskFailedError } from './model.js';
import { QueueEmptyError } from '../../index.js';
import type { TaskReport } from '../job.js';

/** The built module that threads and child processes import for the tasks. */
export const TASK_MODULE = new URL('./task.cjs', import.meta.url).href;

/** Calls `one` for 0 … `tasks` − 1, in order, at most `atOnce` at a time; the first failure stops it. */
export async function atMost(
  atOnce: number,
  tasks: number,
  one: (task: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  let failed = false;
  const strand = async (): Promise<void> => {
    while (next < tasks && !failed) {
      try {
        await one(next++);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, tasks) }, strand));
}

/** What somebody's report is, once a task is over; nothing if what ran it ended without a word. */
export async function taken(done: {
  getAsync(timeoutSeconds: number): Promise<TaskReport>;
}): Promise<TaskReport[]> {
  try {
    return [await done.getAsync(0)];
  } catch (error) {
    if (error instanceof QueueEmptyError) return [];
    throw error;
  }
}

/** The values by task. @throws TaskFailedError where a task failed or ended without a report */
export function valuesOf(reports: readonly TaskReport[], tasks: number): unknown[] {
  const values: unknown[] = [];
  for (const { task, value, error } of reports) {
    if (error !== undefined) throw new TaskFailedError(task, error);
    values[task] = value;
  }
  for (let task = 0; task < tasks; task += 1)
    if (!(task in values)) throw new TaskFailedError(task, 'what ran it ended before the task did');
  return values;
}

/**
 * The part of the wall time that making took where each task has a thread or process of its own: each
 * of the `atOnce` strands makes one after the other, so the strands share the sum.
 *
 * @param asked when each was asked for, by task, on the machine's monotonic clock
 */
export function makingEach(
  reports: readonly TaskReport[],
  asked: number[],
  atOnce: number,
): number {
  const sum = reports.reduce((total, { task, began }) => total + began - asked[task]!, 0);
  return sum / Math.min(atOnce, asked.length);
}

/** The same for a pool, whose workers are made once: the mean time until a worker's first task began. */
export function makingPool(reports: readonly TaskReport[], asked: number): number {
  const first = new Map<string, number>();
  for (const { worker, began } of reports)
    first.set(worker, Math.min(began, first.get(worker) ?? Infinity));
  let sum = 0;
  for (const began of first.values()) sum += began - asked;
  return sum / first.size;
}
