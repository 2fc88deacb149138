/** What the two pools have in common: one interface, so one way to use them. */
import type { Pool, ThreadPool } from '../../index.js';
import { runTask } from '../entry/task.js';
import { clock, type Job, type TaskReport } from '../job.js';
import type { Workload } from '../workloads/workload.js';
import type { Run } from './model.js';
import { makingPool, TASK_MODULE, valuesOf } from './side-by-side.js';

/** Makes a pool, gives it all tasks, and closes it. */
export async function overPool(
  make: (workers: number, options: { module: string }) => Pool | ThreadPool,
  job: Job,
  work: Workload,
): Promise<Run> {
  const asked = clock();
  const pool = make(job.atOnce, { module: TASK_MODULE });
  const reports: TaskReport[] = await Promise.all(
    Array.from({ length: job.tasks }, (_, n) =>
      pool.applyAsync(runTask, [job, process.pid, n, work.input?.(n)]),
    ),
  );
  pool.close();
  await pool.joinAsync();
  const values = valuesOf(reports, job.tasks);
  return { values, reports, startupSeconds: makingPool(reports, asked) };
}
