/** What runs inside a worker thread that works for a pool. */
import { threadId } from 'node:worker_threads';
import { bootWorker } from '../../lane/boot.js';
import { conductor, openMailbox } from '../../lane/link.js';
import { finishLane } from '../../lane/ending.js';
import { reportFailure } from '../../threading/excepthook.js';
import { ThreadRecord } from '../../threading/record.js';
import { becomeThread, threadAt } from '../../threading/thread.js';
import { emit, trace } from '../../trace/emit.js';
import { Ledger } from '../ledger.js';
import type { Batch, Initializer } from '../protocol.js';
import { TaskWorker } from '../worker.js';

/** What the worker is to be. */
export interface PoolThreadJob {
  record: number;
  parent: number;
  initializer: Initializer | null;
  /** Offset of its ledger. */
  ledger: number;
}

/** Begins to work. */
export function enterPoolThread(): void {
  let record!: ThreadRecord;
  const { parent, initializer, ledger } = bootWorker<PoolThreadJob>((given) => {
    record = new ThreadRecord(given.record);
    return { lane: record.lane, bell: record.bell };
  });
  const thread = threadAt(record);
  becomeThread(thread);
  const { name } = record;
  if (trace.on)
    emit({ type: 'lane-start', name, kind: 'thread', parent, pid: process.pid, tid: threadId });

  let ended = false;
  function end(how: 'returned' | 'failed'): void {
    if (ended) return;
    ended = true;
    finishLane();
    if (trace.on) emit({ type: 'lane-end', kind: 'thread', how }, record.lane);
    record.markStopped();
  }

  process.on('exit', (code) => end(code === 0 ? 'returned' : 'failed'));
  process.on('uncaughtException', (error) => {
    reportFailure(error, thread);
    process.exit(1);
  });

  const worker = new TaskWorker(name, 'thread', initializer, (answer) => conductor().send(answer));
  worker.ledger = new Ledger(ledger);
  openMailbox<Batch>('tasks', (batch) => {
    const done = worker.take(batch);
    if (batch.last === true) void done.then(() => process.exit());
  });
}
