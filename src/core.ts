/**
 * All that runs on lanes, as one piece: the public API, and what runs inside workers and children. So a
 * thread has one instance of it, whether a demo imports the package or a worker starts from it.
 */
import { enterFetch } from './gevent/entry/fetch.js';
import { allowBlocking, settings } from './lane/lane.js';
import { enterPoolProcess } from './multiprocessing/entry/pool-process.js';
import { enterPoolThread } from './multiprocessing/entry/pool-thread.js';
import { enterProcess } from './multiprocessing/entry/process.js';
import { enterChildConductor } from './stage/entry/child-conductor.js';
import { enterMain } from './stage/entry/main.js';
import { enterThread } from './threading/entry/thread.js';

export * from './index.js';

/** What a worker or child does from its first instruction on; one built file each. */
export const enter = {
  fetch: enterFetch,
  main: enterMain,
  childConductor: enterChildConductor,
  poolProcess: enterPoolProcess,
  poolThread: enterPoolThread,
  process: enterProcess,
  thread: enterThread,
};

/** What the runs of `compare` set, which are programs of their own. */
export const inside = { allowBlocking, settings };
