/** What the process tree of a run has used: processor time and memory. */
import { readFileSync } from 'node:fs';
import { peakMemoryBytes } from '../lane/resources.js';
import type { ProcessReport } from './job.js';

/** The kernel counts in these for user programs, on every architecture of Linux (`getconf CLK_TCK`). */
const TICKS_PER_SECOND = 100;

/** A stopwatch of processor time: user and system, of this process and of its children. */
export class CpuWatch {
  readonly #own = process.cpuUsage();
  readonly #children = endedChildrenSeconds();

  /**
   * Seconds since the watch was made. Children count when they have ended, with all of their own.
   *
   * @param reports what children said themselves, for systems whose kernel does not say
   */
  seconds(reports: readonly ProcessReport[]): number {
    const { user, system } = process.cpuUsage(this.#own);
    const children =
      this.#children === undefined
        ? [...newest(reports).values()].reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0)
        : (endedChildrenSeconds() ?? 0) - this.#children;
    return (user + system) / 1e6 + children;
  }
}

/** What the children that have ended used, from the kernel's own account; undefined where it has none. */
function endedChildrenSeconds(): number | undefined {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    // The program's name stands in brackets and may hold anything; cutime and cstime are fields 16, 17.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND;
  } catch {
    return undefined;
  }
}

/**
 * For how long this process's main thread has been ready to run and had no core, in seconds: what
 * other programs took from it. 0 where the system does not say.
 *
 * @see proc_pid_schedstat(5): the second number, in nanoseconds
 */
export function queuedSeconds(): number {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[1]) / 1e9;
  } catch {
    return 0;
  }
}

/**
 * The most memory that the tree can have held at once: this process's own high-water mark and, at the
 * moment when it was most, the sum of those of the children alive then. Each mark is the kernel's, so
 * no peak is missed between samples; that they fell together is supposed, so it is an upper bound.
 */
export function treePeakBytes(
  reports: readonly ProcessReport[],
  ownBytes: number = peakMemoryBytes(),
): number {
  const children = [...newest(reports).values()];
  const atStartOf = ({ from }: ProcessReport): number =>
    children.reduce((sum, child) => {
      const alive = child.from <= from && from < child.to;
      return alive ? sum + child.peakMemoryBytes : sum;
    }, 0);
  return ownBytes + Math.max(0, ...children.map(atStartOf));
}

/** The last report of each process: it counts what the earlier ones did. */
function newest(reports: readonly ProcessReport[]): Map<number, ProcessReport> {
  const byProcess = new Map<number, ProcessReport>();
  for (const report of reports) {
    const known = byProcess.get(report.pid);
    if (known === undefined || report.to > known.to) byProcess.set(report.pid, report);
  }
  return byProcess;
}
