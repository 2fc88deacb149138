/** Python's `multiprocessing`: processes, pools of them, and what they share. */
import { availableParallelism } from 'node:os';
import { TaskTimeoutError } from './errors.js';

export { Event } from './event.js';
export { currentProcess } from './own.js';
export { Connection, Pipe } from './pipe.js';
export { Pool, ThreadPool } from './pool.js';
export { activeChildren, Process } from './process.js';
export { Queue } from './queue.js';
export { TaskTimeoutError as TimeoutError };

/**
 * How many cores this process may use.
 *
 * @see Python's `multiprocessing.cpu_count`
 */
export function cpuCount(): number {
  return availableParallelism();
}
