/** The public API: Python's concurrency vocabulary on real threads, processes and coroutines. */
export { print } from './lane/print.js';
export { sleep } from './lane/sleep.js';
export { BadTimeoutError, BlockingOnMainThreadError } from './lane/errors.js';
export type { TraceEvent, LaneKind } from './trace/event.js';
