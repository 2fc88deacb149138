/**
 * The figures of a comparison of models: the schema of `compare --json`, which `docs/compare.md`
 * describes for users. Seconds and bytes everywhere.
 */

/** The machine that the figures hold for. */
export interface Machine {
  platform: string;
  arch: string;
  /** The processor's name, as the system gives it. */
  cpu: string;
  /** How many cores this process may use. */
  cpus: number;
  memoryBytes: number;
  /** The version of Node, without a leading v. */
  node: string;
  /** The version of CPython whose rows stand beside ours. */
  python?: string;
}

/** A quantity measured several times. */
export interface Spread {
  mean: number;
  /** The sample standard deviation; 0 for a single value. */
  stddev: number;
}

/** The wall times of one model, in seconds. */
export interface WallTimes extends Spread {
  min: number;
  max: number;
  median: number;
  /** Every counted run, in the order in which they were made. */
  runs: number[];
}

/** What was measured in one run of one model, in a process of its own. */
export interface Measurement {
  /** From the first step of making threads or processes until the last of them has ended. */
  wallSeconds: number;
  /** User and system time of the whole process tree in that stretch. */
  cpuSeconds: number;
  /** How long the main thread could have run, and had no core; 0 where the system does not say. */
  queuedSeconds: number;
  /** The part of the wall time that making threads or processes took. */
  startupSeconds: number;
  /** The most memory that the whole process tree held at once. */
  peakMemoryBytes: number;
  /** The longest time for which the main event loop could not turn; null where there is none. */
  loopDelaySeconds: number | null;
}

/** What became of a model: only `ok` has figures. */
export type CellStatus = 'ok' | 'failed' | 'timeout' | 'not-applicable' | 'interrupted';

/** One model's figures. Those that could not be measured are null. */
export interface ModelResult {
  model: string;
  status: CellStatus;
  /** How many of the tasks ran at once, at most. */
  atOnce: number;
  /** `level`: as fast as the fastest, for all that the figures show. Null for rows of CPython's. */
  place: 'fastest' | 'level' | 'behind' | null;
  wall: WallTimes | null;
  /** How many times as fast as the baseline: its mean wall time over this one's. */
  speedup: Spread | null;
  /** The mean of all runs. */
  cpuSeconds: number | null;
  /** The mean of all runs. */
  startupSeconds: number | null;
  /** The highest of all runs. */
  peakMemoryBytes: number | null;
  /** The highest of all runs. */
  loopDelaySeconds: number | null;
  tasksPerSecond: number | null;
  /** Every counted run in full. */
  measurements: Measurement[];
  /** How likely a difference like that to the fastest is by chance alone; null for the fastest itself. */
  pValue: number | null;
  /** The length of a task from which on the model is faster than the baseline; null if unknown or never. */
  breakEvenSeconds: number | null;
  /** Why there are no figures. */
  error?: string;
}

/** One task of the workload, run alone before the comparison. */
export interface TaskFigures {
  wallSeconds: number;
  cpuSeconds: number;
  queuedSeconds: number;
}

/** One workload under several models. */
export interface Comparison {
  machine: Machine;
  workload: string;
  /** The size of the work, for a reader: `0.1 s each`. */
  size: string;
  tasks: number;
  /**
   * At most so many tasks at once, in every model that can run several. Where the user set no limit it
   * is the pools' size, one a core, and the other models run all tasks at once: see `atOnce`.
   */
  workers: number;
  /** The model that speed-ups refer to. */
  baseline: string;
  task: TaskFigures | null;
  results: ModelResult[];
  verdict: string[];
  /** What to mistrust, and what to do about it. */
  warnings: string[];
  /** Ctrl-C came before all runs were made. */
  interrupted?: true;
}

/** Several comparisons that differ in one number. */
export interface Sweep {
  /** What is varied: `workers`, `tasks`, `seconds` or `bytes`. */
  option: string;
  values: number[];
}

/** Everything that one call of `compare` measured. */
export interface ComparisonReport {
  sweep?: Sweep;
  comparisons: Comparison[];
  /** Workloads that could not be loaded, and why. */
  skipped?: { workload: string; error: string }[];
}

/** One demo's figures, from the `run-end` of its runs. */
export interface DemoResult {
  demo: string;
  status: 'ok' | 'failed' | 'interrupted';
  elapsed: WallTimes | null;
  /** Seconds that the run would take if starting, switching and waking cost nothing; null if there is none. */
  ideal: number | null;
  /** Elapsed less ideal. */
  overheadSeconds: number | null;
  cpuSeconds: number | null;
  peakMemoryBytes: number | null;
  threads: number | null;
  processes: number | null;
  error?: string;
}

/** Demos against each other and their ideals. */
export interface DemoComparison {
  machine: Machine;
  demos: DemoResult[];
  interrupted?: true;
}
