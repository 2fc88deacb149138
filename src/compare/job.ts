/** What one run is to do, as it travels to the run's own process, and from there to threads and children. */

/** A workload, sized for this machine, as data. */
export type WorkloadSpec =
  | { name: 'sleep'; seconds: number }
  | { name: 'cpu'; rounds: number }
  | { name: 'fetch'; url: string }
  | { name: 'payload'; bytes: number }
  | { name: 'nothing' }
  | { name: 'user'; module: string; export: string };

/** One run of one model. */
export interface Job {
  model: string;
  workload: WorkloadSpec;
  tasks: number;
  /** At most so many tasks at once. */
  atOnce: number;
}

/** What became of a task, as the thread or process that ran it reports. */
export interface TaskReport {
  task: number;
  value?: unknown;
  /** What the task threw, in one line. */
  error?: string;
  /** When its first instruction ran, in seconds on the machine's monotonic clock. */
  began: number;
  /** Who ran it: the process's id and the thread's within it. */
  worker: string;
  /** The process that ran it, where it is not the run's own. */
  process?: ProcessReport;
}

/** What a child process of the run has used by now. */
export interface ProcessReport {
  pid: number;
  /** Seconds on the machine's monotonic clock. */
  from: number;
  to: number;
  cpuSeconds: number;
  peakMemoryBytes: number;
}

/** Now, in seconds on the clock that all processes of a machine share. */
export function clock(): number {
  return Number(process.hrtime.bigint()) / 1e9;
}
