/** The tasks of a pool that wait for a worker, the first come first. */
import { STRIDE, type Tasks } from '../multiprocessing/protocol.js';

/** How many entries there may be of what was taken before the rest is moved up, if it is shorter. */
const MOST_TAKEN = 4096 * STRIDE;

/** Takes and gives tasks at both ends, without moving those between. */
export class TaskQueue {
  private entries: Tasks = [];
  private first = 0;

  /** How many tasks wait. */
  get size(): number {
    return (this.entries.length - this.first) / STRIDE;
  }

  push(task: Tasks[number], work: Tasks[number], args: Tasks[number]): void {
    this.entries.push(task, work, args);
  }

  /** The number of the work of the task at `index`. */
  workAt(index: number): number {
    return this.entries[this.first + index * STRIDE + 1] as number;
  }

  /** Takes the first tasks. */
  take(count: number): Tasks {
    const { entries, first } = this;
    const end = first + count * STRIDE;
    const taken = entries.slice(first, end);
    // What they carry may be large, and is not to stay here.
    entries.fill(undefined, first, end);
    this.first = end;
    if (end === entries.length) this.clear();
    else if (end >= MOST_TAKEN && end * 2 > entries.length) this.shrink();
    return taken;
  }

  /** Puts tasks that were taken before all that wait. */
  putBack(tasks: Tasks): void {
    const { entries, first } = this;
    if (tasks.length > first) {
      this.entries = [...tasks, ...entries.slice(first)];
      this.first = 0;
      return;
    }
    this.first -= tasks.length;
    for (const [i, entry] of tasks.entries()) entries[this.first + i] = entry;
  }

  clear(): void {
    this.entries = [];
    this.first = 0;
  }

  private shrink(): void {
    this.entries = this.entries.slice(this.first);
    this.first = 0;
  }
}
