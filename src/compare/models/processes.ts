import { multiprocessing, Process } from '../../index.js';
import { runInto } from '../entry/task.js';
import { clock, type TaskReport } from '../job.js';
import type { Model } from './model.js';
import { atMost, makingEach, taken, TASK_MODULE, valuesOf } from './side-by-side.js';

/** A process for each task; it hands its value back through a queue between processes. */
export const processes: Model = async (job, work) => {
  const done = new multiprocessing.Queue<TaskReport>();
  const asked: number[] = [];
  const reports: TaskReport[] = [];
  await atMost(job.atOnce, job.tasks, async (n) => {
    const child = new Process({
      target: runInto,
      args: [done, job, process.pid, n, work.input?.(n)],
      module: TASK_MODULE,
    });
    asked[n] = clock();
    child.start();
    await child.joinAsync();
    reports.push(...(await taken(done)));
  });
  const values = valuesOf(reports, job.tasks);
  return { values, reports, startupSeconds: makingEach(reports, asked, job.atOnce) };
};
