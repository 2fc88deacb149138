/** Starts child processes for lanes, and says what became of them. */
import { ProcessRecord } from '../multiprocessing/record.js';
import type { ProcessJob, ProcessSignal } from '../multiprocessing/process.js';
import { type Child, startChild } from './child.js';
import type { Conductor } from './conductor.js';

/** Offers lanes the services `process` and `process-signal`. */
export function offerProcesses(conductor: Conductor): void {
  const children = new Map<number, Child>();

  conductor.offer<ProcessJob>('process', (job) => {
    const record = new ProcessRecord(job.record);
    const { name, daemon, parent, target, args, fields } = job;
    const child = startChild(conductor, {
      entry: './process.cjs',
      name,
      job: { target, args, fields },
      daemon,
      parent,
      channel: false,
      gone: (exitcode, error) => {
        if (error !== undefined) conductor.couldNotStart(name, parent, error);
        children.delete(job.record);
        record.markStopped(exitcode);
      },
    });
    children.set(job.record, child);
    record.pid = child.process.pid ?? null;
    if (daemon) leaveAlone(child);
  });

  conductor.offer<ProcessSignal>('process-signal', ({ record, signal }) => {
    const child = children.get(record);
    void (signal === 'SIGKILL' ? child?.kill() : child?.terminate());
  });
}

/** The program may end while the child runs. */
export function leaveAlone({ process: child }: Child): void {
  child.unref();
  child.channel?.unref();
  for (const stream of child.stdio) (stream as { unref?(): void } | null)?.unref?.();
}
