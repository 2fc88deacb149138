/** Every row of the table, in the order in which they are shown. */
import demos from './demos.mjs';
import event from './event.mjs';
import gevent from './gevent.mjs';
import greenlet from './greenlet.mjs';
import pools from './pools.mjs';
import processes from './processes.mjs';
import start from './start.mjs';
import sync from './sync.mjs';
import threads from './threads.mjs';
import trace from './trace.mjs';

export { default as sweeps } from './growth.mjs';

export const rows = [
  ...start,
  ...threads,
  ...demos,
  ...event,
  ...sync,
  ...processes,
  ...pools,
  ...greenlet,
  ...gevent,
  ...trace,
];
