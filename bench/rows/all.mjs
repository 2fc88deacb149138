/** Every row of the table, and every sweep, in the order in which they are shown. */
import demos from './demos.mjs';
import event from './event.mjs';
import greenlet from './greenlet.mjs';
import start from './start.mjs';
import threads from './threads.mjs';
import trace from './trace.mjs';

export const rows = [...start, ...threads, ...demos, ...event, ...greenlet, ...trace];
export const sweeps = [];
