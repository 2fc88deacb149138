/** What `compare` does where the user says nothing. */
export const defaults = {
  /** A waiting and a computing workload, and the models that people choose between: about 30 s. */
  workloads: ['sleep', 'cpu'],
  models: ['sequential', 'gevent', 'threads', 'thread-pool', 'pool'],
  baseline: 'sequential',
  tasks: 4,
  /** How long a task of `sleep`, `cpu` or `fetch` takes. */
  seconds: 0.1,
  /** How much a task of `payload` moves, there and back. */
  bytes: 1_000_000,
  /** Counted runs of each model: enough for a permutation test to show a difference at p = 0.002. */
  runs: 6,
  /** Rounds in which the models also run empty tasks, for the break-even length. */
  emptyRounds: 2,
  /** A run may take this long in seconds, or so many times what its tasks take alone, whichever is more. */
  timeoutSeconds: 60,
  timeoutFactor: 5,
  /** Runs of each demo, where demos are compared, and the longest that one may take. */
  demoRuns: 2,
  demoTimeoutSeconds: 300,
};
