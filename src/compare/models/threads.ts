import { Queue, Thread } from '../../index.js';
import { runInto } from '../entry/task.js';
import { clock, type TaskReport } from '../job.js';
import type { Model } from './model.js';
import { atMost, makingEach, taken, TASK_MODULE, valuesOf } from './side-by-side.js';

/** A thread for each task; it hands its value back through a queue. */
export const threads: Model = async (job, work) => {
  const done = new Queue<TaskReport>();
  const asked: number[] = [];
  const reports: TaskReport[] = [];
  await atMost(job.atOnce, job.tasks, async (n) => {
    const thread = new Thread({
      target: runInto,
      args: [done, job, process.pid, n, work.input?.(n)],
      module: TASK_MODULE,
    });
    asked[n] = clock();
    thread.start();
    await thread.joinAsync();
    reports.push(...(await taken(done)));
  });
  const values = valuesOf(reports, job.tasks);
  return { values, reports, startupSeconds: makingEach(reports, asked, job.atOnce) };
};
