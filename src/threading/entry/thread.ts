/** What runs inside a worker thread: one thread's body, from its first instruction to its end. */
import { threadId } from 'node:worker_threads';
import { bootWorker } from '../../lane/boot.js';
import { finishLane } from '../../lane/ending.js';
import { resolve } from '../../lane/target.js';
import { prepared, unpack } from '../../memory/crossing.js';
import { emit, trace } from '../../trace/emit.js';
import { type Excepthook, inheritHook, reportFailure } from '../excepthook.js';
import { ThreadRecord } from '../record.js';
import { reviveObject } from '../subclass.js';
import { becomeThread, Thread, threadAt, type ThreadJob } from '../thread.js';

let record!: ThreadRecord;
let job!: ThreadJob;
let thread!: Thread;
let ended = false;

/** Does all that a worker thread is for. */
export function enterThread(): void {
  job = bootWorker<ThreadJob>((given) => {
    record = new ThreadRecord(given.record);
    return { lane: given.lane, bell: record.bell };
  });
  thread = threadAt(record);
  becomeThread(thread);

  if (trace.on) {
    const { name, parent } = job;
    emit({ type: 'lane-start', name, kind: 'thread', parent, pid: process.pid, tid: threadId });
  }

  // A thread that ends the whole worker by itself; Python's SystemExit in a thread is silent too.
  process.on('exit', (code) => end(code === 0 ? 'returned' : 'failed'));
  process.on('uncaughtException', (error) => {
    reportFailure(error, thread);
    end('failed');
    process.exit(1);
  });

  void body()
    .then(
      () => end('returned'),
      (error: unknown) => {
        reportFailure(error, thread);
        end('failed');
      },
    )
    .finally(() => process.exit());
}

function end(how: 'returned' | 'failed'): void {
  if (ended) return;
  ended = true;
  finishLane();
  if (trace.on) emit({ type: 'lane-end', kind: 'thread', how }, record.lane);
  record.markStopped();
}

async function body(): Promise<unknown> {
  if (job.excepthook !== null)
    inheritHook(job.excepthook, (await resolve('An excepthook', job.excepthook)) as Excepthook);
  if (job.target === null) return undefined;
  if (job.fields === null) {
    const target = await resolve("A thread's target", job.target);
    const args = unpack(job.args) as never[];
    await prepared();
    return target(...args);
  }
  const type = await resolve('A subclass of Thread', job.target);
  thread = threadAt(record, reviveObject<Thread>(type, job.fields));
  becomeThread(thread);
  await prepared();
  return thread.run();
}
