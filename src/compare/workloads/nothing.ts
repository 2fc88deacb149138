/** The empty task: a run of it costs what making threads or processes, and ending them, costs. */
import type { Workload } from './workload.js';

export function nothing(): Workload {
  return { run: (n) => n };
}
