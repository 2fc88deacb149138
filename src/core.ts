/**
 * All that runs on lanes, as one piece: the public API, and what runs inside workers and children. So a
 * thread has one instance of it, whether a demo imports the package or a worker starts from it.
 */
import { allowBlocking, settings } from './lane/lane.js';
import { enterMain } from './stage/entry/main.js';
import { enterThread } from './threading/entry/thread.js';

export * from './index.js';

/** What a worker or child does from its first instruction on; one built file each. */
export const enter = {
  fetch: () => import('./gevent/entry/fetch.js'),
  main: enterMain,
  childConductor: () => import('./stage/entry/child-conductor.js'),
  poolProcess: () => import('./multiprocessing/entry/pool-process.js'),
  poolThread: () => import('./multiprocessing/entry/pool-thread.js'),
  process: () => import('./multiprocessing/entry/process.js'),
  thread: enterThread,
};

/** What the runs of `compare` set, which are programs of their own. */
export const inside = { allowBlocking, settings };
