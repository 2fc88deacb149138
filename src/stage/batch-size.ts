/** How many tasks a worker is given at once: about as many as it does in two milliseconds. */
import { MOST_TASKS } from '../multiprocessing/ledger.js';
import { STRIDE, type Tasks } from '../multiprocessing/protocol.js';

const BATCH_MS = 2;
/** How much of the old estimate stays when a batch was faster. */
const INERTIA = 0.75;

/** Learns how long tasks take. */
export class BatchSizer {
  /** Estimated milliseconds of a task, by number of its work. */
  private readonly estimates: number[] = [];

  /** How many of the tasks from `from` on to send together, at least 1 and no more than `most`. */
  choose(tasks: Tasks, from: number, most: number): number {
    const limit = Math.min(most, MOST_TASKS, (tasks.length - from) / STRIDE);
    let ms = 0;
    for (let count = 0; count < limit; count++) {
      // A function that was never measured may take for ever: it goes alone.
      ms += this.estimates[tasks[from + count * STRIDE + 1] as number] ?? Infinity;
      if (ms > BATCH_MS) return Math.max(1, count);
    }
    return Math.max(1, limit);
  }

  /** A batch took so long: a rise is believed at once, a fall slowly. */
  learn(tasks: Tasks, ms: number): void {
    const each = (ms * STRIDE) / tasks.length;
    for (const work of new Set(tasks.filter((_, i) => i % STRIDE === 1) as number[])) {
      const old = this.estimates[work];
      this.estimates[work] =
        old === undefined || each > old ? each : old * INERTIA + each * (1 - INERTIA);
    }
  }
}
