/** The models of concurrency by name: what each is, and how many tasks it runs at once. */
import { availableParallelism } from 'node:os';

/** What can be said of a model without running it. */
export interface ModelFacts {
  /** For `--help`: what it is. */
  summary: string;
  /** What it makes, one for each task that runs at the same time. */
  makes?: 'thread' | 'process';
  /**
   * How many of the tasks it runs at once.
   *
   * @param workers the user's limit; undefined if there is none
   */
  atOnce(tasks: number, workers: number | undefined): number;
}

const one = (): number => 1;
const oneEach = (tasks: number, workers = tasks): number => Math.min(tasks, workers);
/** As Python's pools do where nobody says how many. */
const oneACore = (tasks: number, workers = availableParallelism()): number =>
  Math.min(tasks, workers);

export const models: Readonly<Record<string, ModelFacts>> = {
  sequential: { summary: 'one task after the other, on one thread', atOnce: one },
  gevent: { summary: 'async functions, on one thread', atOnce: oneEach },
  greenlets: { summary: 'generators that hand control on, on one thread', atOnce: one },
  threads: { summary: 'a thread for each task', makes: 'thread', atOnce: oneEach },
  processes: { summary: 'a process for each task', makes: 'process', atOnce: oneEach },
  'thread-pool': { summary: 'a few threads for all tasks', makes: 'thread', atOnce: oneACore },
  pool: { summary: 'a few processes for all tasks', makes: 'process', atOnce: oneACore },
};
