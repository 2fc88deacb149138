/**
 * Processes, pools of them, and what they share: queues, pipes and events between processes.
 *
 * @module
 * @see Python's `multiprocessing`
 */
import { availableParallelism } from 'node:os';
import { TaskTimeoutError } from './errors.js';

export { Event } from './event.js';
export { currentProcess } from './own.js';
export { Connection, Pipe } from './pipe.js';
export { Pool, ThreadPool } from './pool.js';
export { activeChildren, Process } from './process.js';
export { Queue } from './queue.js';
export { ResultIterator } from './result-iterator.js';
export { TaskTimeoutError as TimeoutError };

/**
 * How many cores this process may use.
 *
 * @returns a whole number from 1 up
 * @example
 * const pool = new Pool(multiprocessing.cpuCount());
 * @see Python's `multiprocessing.cpu_count`
 */
export function cpuCount(): number {
  return availableParallelism();
}
