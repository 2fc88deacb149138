/**
 * All that runs on lanes, as one piece: the public API, what runs inside workers and children, and what
 * the runs of `compare` set. So a thread has one instance of it, whether a demo imports the package or a
 * worker starts from it. Nothing but `export ... from`: the build makes of each of these names a getter,
 * behind which its module is loaded when it is first used.
 */
export * from './index.js';
export { enterFetch } from './gevent/entry/fetch.js';
export { allowBlocking, settings } from './lane/lane.js';
export { loadFrom } from './lane/late.js';
export { enterPoolProcess } from './multiprocessing/entry/pool-process.js';
export { enterPoolThread } from './multiprocessing/entry/pool-thread.js';
export { enterProcess } from './multiprocessing/entry/process.js';
export { enterChildConductor } from './stage/entry/child-conductor.js';
export { openLocally } from './stage/local.js';
export { enterMain } from './stage/entry/main.js';
export { enterThread } from './threading/entry/thread.js';
