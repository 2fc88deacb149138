/** How many tasks a worker is given at once: about as many as it does in two milliseconds. */
import { MOST_TASKS } from '../multiprocessing/ledger.js';
import { STRIDE, type Tasks } from '../multiprocessing/protocol.js';
import type { TaskQueue } from './task-queue.js';

const BATCH_MS = 2;
/** How much of the old estimate stays when a batch was faster. */
const INERTIA = 0.75;

/** Learns how long tasks take. */
export class BatchSizer {
  /** Estimated milliseconds of a task, by number of its work. */
  private readonly estimates: number[] = [];

  /** How many of the tasks that wait to send together, at least 1 and no more than `most`. */
  choose(waiting: TaskQueue, most: number): number {
    const limit = Math.min(most, MOST_TASKS, waiting.size);
    let ms = 0;
    for (let count = 0; count < limit; count++) {
      // A function that was never measured may take for ever: it goes alone.
      ms += this.estimates[waiting.workAt(count)] ?? Infinity;
      if (ms > BATCH_MS) return Math.max(1, count);
    }
    return Math.max(1, limit);
  }

  /** A batch took so long: a rise is believed at once, a fall slowly. */
  learn(tasks: Tasks, ms: number): void {
    const each = (ms * STRIDE) / tasks.length;
    const works = new Set<number>();
    for (let i = 1; i < tasks.length; i += STRIDE) works.add(tasks[i] as number);
    for (const work of works) {
      const old = this.estimates[work];
      this.estimates[work] =
        old === undefined || each > old ? each : old * INERTIA + each * (1 - INERTIA);
    }
  }
}
