/** Starts threads for lanes, and says what became of those that could not say it themselves. */
import '../threading/abandoned.js'; // a killed thread's locks must be noticed here
import { ThreadRecord } from '../threading/record.js';
import type { ThreadJob } from '../threading/thread.js';
import { writeWhole } from '../lane/print.js';
import type { Conductor } from './conductor.js';

/** The id of a thread for which the system had no room; -1 would stand for one not known yet. */
const NEVER_STARTED = -2;

/** Offers lanes the service `thread`. */
export function offerThreads(conductor: Conductor): void {
  conductor.offer<ThreadJob>('thread', (job) => {
    const record = new ThreadRecord(job.record);
    try {
      const { worker } = conductor.startWorker({
        enter: 'enterThread',
        job,
        lane: job.lane,
        bell: record.bell,
        daemon: job.daemon,
        gone: (error) => buryThread(conductor, record, 'thread', error),
      });
      record.tid = worker.threadId;
    } catch (error) {
      conductor.couldNotStart(job.name, job.parent, error as Error);
      record.tid = NEVER_STARTED;
      record.markStopped();
    }
  });
}

/** If the lane did not end by itself: says how it ended, and releases who joins it. */
export function buryThread(
  conductor: Conductor,
  record: ThreadRecord,
  kind: 'main' | 'thread',
  error: Error | undefined,
): void {
  const { lane } = record;
  if (record.isAlive) {
    const { recorder } = conductor;
    if (recorder !== null) {
      if (error !== undefined)
        recorder.note(0, lane, { type: 'error', name: error.name, message: error.message });
      recorder.note(0, lane, { type: 'lane-end', kind, how: error ? 'failed' : 'killed' });
    } else if (error !== undefined) {
      writeWhole(2, `Exception in thread ${record.name}:\n${error.message}\n`);
    }
  }
  record.markStopped();
}
