/** The two kinds of worker that a pool may have: a child process or a worker thread. */
import { Header, programWords } from '../memory/arena.js';
import { newLane } from '../lane/lane.js';
import type { PoolThreadJob } from '../multiprocessing/entry/pool-thread.js';
import type { Answer, Batch, Initializer, PoolOpen } from '../multiprocessing/protocol.js';
import { ThreadRecord } from '../threading/record.js';
import { startChild } from './child.js';
import type { Conductor } from './conductor.js';
import { leaveAlone } from './processes.js';
import { buryThread } from './threads.js';

/** A worker as its pool's scheduler sees it. */
export interface PoolWorker {
  readonly name: string;
  send(batch: Batch): void;
  /** Ends it, whatever it does. */
  kill(): Promise<void>;
}

/** What a pool wants to hear of a worker. */
export interface WorkerEvents {
  answered: (answer: Answer) => void;
  /** It is gone; `how` says in words how that came. */
  gone(how: string): void;
}

/** Starts a worker of the pool's kind. */
export function startPoolWorker(
  conductor: Conductor,
  pool: Pick<PoolOpen, 'kind' | 'parent' | 'initializer'>,
  events: WorkerEvents,
): PoolWorker {
  const name = `worker-${Atomics.add(programWords(), Header.poolWorkers, 1) + 1}`;
  const start = pool.kind === 'process' ? startProcess : startThread;
  return start(conductor, name, pool, events);
}

function startProcess(
  conductor: Conductor,
  name: string,
  { parent, initializer }: Pick<PoolOpen, 'parent' | 'initializer'>,
  events: WorkerEvents,
): PoolWorker {
  const job: { initializer: Initializer | null } = { initializer };
  const child = startChild(conductor, {
    entry: './poolProcess.cjs',
    name,
    job,
    daemon: true,
    parent,
    channel: true,
    gone: (exitcode, error) =>
      events.gone(
        error !== undefined
          ? `could not be started (${error.message})`
          : exitcode < 0
            ? `(process ${child.process.pid}) was ended by ${child.process.signalCode}`
            : `(process ${child.process.pid}) ended with exit code ${exitcode}`,
      ),
  });
  leaveAlone(child);
  child.process.on('message', (answer) => events.answered(answer as Answer));
  child.process.on('error', () => {}); // what cannot be sent any more; `gone` tells of it
  return {
    name,
    send: (batch) => {
      if (child.process.connected) child.process.send(batch);
    },
    kill: () => child.terminate(),
  };
}

function startThread(
  conductor: Conductor,
  name: string,
  { parent, initializer }: Pick<PoolOpen, 'parent' | 'initializer'>,
  events: WorkerEvents,
): PoolWorker {
  const record = ThreadRecord.create(name, true, newLane());
  record.markStarted();
  const job: PoolThreadJob = { record: record.offset, parent, initializer };
  const { worker, post } = conductor.startWorker({
    entry: './poolThread.cjs',
    job,
    lane: record.lane,
    bell: record.bell,
    daemon: true,
    services: { 'pool-answer': events.answered },
    gone: (error, exitCode) => {
      buryThread(conductor, record, 'thread', error);
      events.gone(
        error !== undefined
          ? `ended by ${error.name}: ${error.message}`
          : `ended with exit code ${exitCode}`,
      );
    },
  });
  record.tid = worker.threadId;
  worker.unref();
  return {
    name,
    send: post,
    kill: async () => {
      await worker.terminate();
    },
  };
}
