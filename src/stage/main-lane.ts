/** The lane of a program's `main`: a worker of its own, so that it may block. */
import type { Worker } from 'node:worker_threads';
import type { DemoDefinition } from '../demo.js';
import type { Message, Request } from '../lane/link.js';
import type { Target } from '../lane/target.js';
import { Header, programWords } from '../memory/arena.js';
import { MAIN_LANE, type Settings } from '../lane/lane.js';
import { revive } from '../multiprocessing/failure.js';
import { ThreadRecord } from '../threading/record.js';
import type { Conductor } from './conductor.js';
import { buryThread } from './threads.js';

/** What the worker of a main lane begins with: that it is one. */
export interface MainJob {
  record: number;
}

/** The conductor says what to do: load a demo and play it on request, or call a function at once. */
export interface Load extends Message {
  to: 'load';
  what: { demo: string } | { target: Target };
  settings: Settings;
}

/** The lane says what the demo is. */
export interface Definition extends Request {
  do: 'definition';
  definition: DemoDefinition;
}

/** The conductor says: call `main` now. */
export interface Play extends Message {
  to: 'play';
  options: Record<string, unknown>;
}

/** The lane says how `main` ended. */
export interface Outcome extends Request {
  do: 'main-over';
  value?: unknown;
  /** Put into words by `describe`: some of Node's own do not survive the way. */
  error?: object;
  ideal?: number | null;
  exitCode?: number;
}

/** How a main lane ended. */
export type Ended = Omit<Outcome, 'error'> & { error?: Error };

/** A main lane as its starter sees it. */
export interface MainLane {
  /** Says what it is to do, and how; until then it does not keep the program alive. */
  load(what: Load['what'], settings: Settings): void;
  post<M extends Message>(message: M): void;
  /** What it said as it ended; where it was killed or ran out of memory, that error or none. */
  over: Promise<Ended>;
}

/** Starts the worker of a main lane, or uses the one that has been started. */
export function startMain(conductor: Conductor, started?: Worker): MainLane {
  const words = programWords();
  const record = ThreadRecord.create('MainThread', false, MAIN_LANE);
  words[Header.mainThread] = record.offset;
  record.markStarted();
  let tell!: (outcome: Ended) => void;
  const over = new Promise<Ended>((resolve) => (tell = resolve));
  conductor.offer<Outcome>('main-over', ({ error, ...outcome }) =>
    tell({ ...outcome, ...(error !== undefined && { error: revive(error as never) }) }),
  );
  const job: MainJob = { record: record.offset };
  const { worker, post } = conductor.startWorker({
    enter: 'enterMain',
    job,
    lane: MAIN_LANE,
    bell: record.bell,
    daemon: false,
    ...(started && { started }),
    gone: (error) => {
      buryThread(conductor, record, 'main', error);
      words[Header.mainThread] = 0;
      tell({ do: 'main-over', ...(error && { error }) });
    },
  });
  record.tid = worker.threadId;
  worker.unref();
  return {
    load(what, settings) {
      worker.ref();
      post<Load>({ to: 'load', what, settings });
    },
    post,
    over,
  };
}
