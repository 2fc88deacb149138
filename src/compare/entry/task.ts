/** What runs a task inside of a thread or a child process. */
import { threadId } from 'node:worker_threads';
import { cpuSeconds, peakMemoryBytes } from '../../lane/resources.js';
import { clock, type Job, type TaskReport } from '../job.js';
import { inOneLine } from '../wording.js';
import { load } from '../workloads/load.js';

/**
 * Runs task `n` of the job and reports; never throws.
 *
 * @param owner the process of the run: another one reports what it used
 */
export async function runTask(
  job: Job,
  owner: number,
  n: number,
  input?: Uint8Array,
): Promise<TaskReport> {
  const report: TaskReport = { task: n, began: 0, worker: `${process.pid}:${threadId}` };
  try {
    const work = await load(job.workload);
    report.began = clock();
    report.value = await work.run(n, input);
  } catch (error) {
    report.error = inOneLine(error);
  }
  if (process.pid !== owner) {
    const to = clock();
    report.process = {
      pid: process.pid,
      from: to - process.uptime(),
      to,
      cpuSeconds: cpuSeconds(),
      peakMemoryBytes: peakMemoryBytes(),
    };
  }
  return report;
}

/** The same for a thread or process of its own, which returns nothing: the report goes into a queue. */
export async function runInto(
  done: { putAsync(report: TaskReport): Promise<void> },
  ...task: Parameters<typeof runTask>
): Promise<void> {
  await done.putAsync(await runTask(...task));
}
