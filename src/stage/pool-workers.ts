/** The two kinds of worker that a pool may have: a child process or a worker thread. */
import { Header, programWords } from '../memory/arena.js';
import { newLane } from '../lane/lane.js';
import type { PoolThreadJob } from '../multiprocessing/entry/pool-thread.js';
import { Frame } from '../multiprocessing/frames.js';
import { type Collected, Ledger } from '../multiprocessing/ledger.js';
import type { Answer, Batch, Initializer, PoolOpen, Prepare } from '../multiprocessing/protocol.js';
import { fromBytes } from '../multiprocessing/values.js';
import { ThreadRecord } from '../threading/record.js';
import { startChild } from './child.js';
import type { Conductor } from './conductor.js';
import { leaveAlone } from './processes.js';
import { buryThread } from './threads.js';

/** A worker as its pool's scheduler sees it. */
export interface PoolWorker {
  readonly name: string;
  /** Whether it can be asked how far it is while it is busy; no batch goes to it before. */
  readonly canBeRead: boolean;
  /** Sees to it that it can be read soon. */
  prepare(): void;
  send(batch: Batch): void;
  /** Takes back what is not begun of the batch; the answer, if there is one, is an event. */
  collect(batch: number): void;
  /** Ends it, whatever it does. */
  kill(): Promise<void>;
}

/** What a pool wants to hear of a worker. */
export interface WorkerEvents {
  answered: (answer: Answer) => void;
  /** What is known of a batch under way. */
  collected(collected: Collected): void;
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
  try {
    return start(conductor, name, pool, events);
  } catch (error) {
    // The pool cannot lose what it does not have yet.
    queueMicrotask(() => events.gone(`could not be started (${(error as Error).message})`));
    return {
      name,
      canBeRead: false,
      prepare: () => {},
      send: () => {},
      collect: () => {},
      kill: async () => {},
    };
  }
}

function startProcess(
  conductor: Conductor,
  name: string,
  { parent, initializer }: Pick<PoolOpen, 'parent' | 'initializer'>,
  events: WorkerEvents,
): PoolWorker {
  const job: { initializer: Initializer | null } = { initializer };
  let canBeRead = false;
  let prepared = false;
  const child = startChild(conductor, {
    entry: './poolProcess.cjs',
    name,
    job,
    daemon: true,
    parent,
    channel: true,
    frame: (kind, payload) => {
      if (kind === Frame.ready) canBeRead = true;
      if (kind === Frame.collected) events.collected(fromBytes(payload) as Collected);
    },
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
  const send = (message: Batch | Prepare): void => {
    if (child.process.connected) child.process.send(message);
  };
  return {
    name,
    get canBeRead() {
      return canBeRead;
    },
    prepare: () => {
      if (!prepared) send({ to: 'prepare' });
      prepared = true;
    },
    send,
    collect: (batch) => child.send(Frame.collect, Uint8Array.of(batch)),
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
  const ledger = new Ledger();
  let batch = 0;
  const collect = (of: number): void => {
    const collected = ledger.collect(of);
    if (collected !== null) events.collected(collected);
  };
  const job: PoolThreadJob = {
    record: record.offset,
    parent,
    initializer,
    ledger: ledger.offset,
  };
  const { worker, post } = conductor.startWorker({
    enter: 'enterPoolThread',
    job,
    lane: record.lane,
    bell: record.bell,
    daemon: true,
    services: { 'pool-answer': events.answered },
    gone: (error, exitCode) => {
      buryThread(conductor, record, 'thread', error);
      collect(batch); // what it had done, and had not begun, is known to the last
      ledger.free();
      events.gone(
        error !== undefined
          ? `ended by ${error.name}: ${error.message}`
          : `ended with exit code ${exitCode}`,
      );
    },
  });
  record.markStarted();
  record.tid = worker.threadId;
  worker.unref();
  return {
    name,
    canBeRead: true,
    prepare: () => {},
    send: (message) => {
      ({ batch } = message);
      post(message);
    },
    collect,
    kill: async () => {
      await worker.terminate();
    },
  };
}
