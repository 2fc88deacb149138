/**
 * The memory of programs that a user's function starts: they report nothing to us, so the tree is
 * looked at from outside now and then. On Linux only, where the kernel keeps each process's peak.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { peakMemoryBytes } from '../lane/resources.js';

/** Looking takes about a thousandth of a core for each process. */
const PERIOD_MS = 100;

/** Looks at a process and all below it until it is stopped. */
export class TreeWatch {
  /** The highest sum of the peaks of all processes alive at once. */
  peakBytes = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(root: number) {
    this.#timer = setInterval(() => {
      const all = [root, ...descendants(root)];
      const bytes = all.reduce((sum, pid) => sum + peakMemoryBytes(pid), 0);
      this.peakBytes = Math.max(this.peakBytes, bytes);
    }, PERIOD_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

/** All processes below this one; a process's children are listed with the thread that started them. */
function descendants(pid: number): number[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`)
      .flatMap((tid) => readFileSync(`/proc/${pid}/task/${tid}/children`, 'utf8').split(' '))
      .filter((text) => text !== '')
      .map(Number);
    return children.flatMap((child) => [child, ...descendants(child)]);
  } catch {
    // It ended meanwhile, or this is no Linux.
    return [];
  }
}
