/** What to mistrust about a comparison, and what to do about it. */
import type { ModelResult } from '../trace/comparison.js';
import { oddities } from './outliers.js';
import { isNoisy, measured } from './standing.js';
import { variation } from './statistics.js';
import { inPercent, listed } from './wording.js';

/** From this load a core on, other programs take part in what is measured. */
const MOST_LOAD = 0.5;
/** Above this share of a single thread's time without a core, too. */
const MOST_QUEUED = 0.05;
/** Below this, a run is too short for its figures to be more than the clock's and the scheduler's. */
const SHORTEST_SECONDS = 0.005;

/**
 * @param load how many programs ran or wanted to run, on average, in the minute before the first run
 * @param cpus how many cores there are
 */
export function warnings(results: readonly ModelResult[], load: number, cpus: number): string[] {
  const all = measured(results);
  if (all.length === 0) return [];
  const noisy = all.filter(({ wall }) => isNoisy(wall));
  const queued = shareQueued(all);
  const short = all.filter(({ wall }) => wall.mean < SHORTEST_SECONDS);
  return [
    ...(load > cpus * MOST_LOAD
      ? [
          `The machine was busy before the first run (load ${load.toFixed(1)} on ${cpus} cores): ` +
            'end other programs and repeat.',
        ]
      : []),
    ...(queued > MOST_QUEUED
      ? [
          `Other programs kept a core from a single thread for ${inPercent(queued)} of its time: ` +
            'end them and repeat.',
        ]
      : []),
    ...all.flatMap(({ model, wall }) => oddities(model, wall.runs)),
    ...(noisy.length > 0
      ? [
          `The runs of ${listed(noisy.map(({ model, wall }) => `${model} (${inPercent(variation(wall))})`))} ` +
            'spread far: repeat on a quiet machine, or with more --runs.',
        ]
      : []),
    ...(short.length > 0
      ? [
          `${listed(short.map(({ model }) => model))} took less than 5 ms a run, which says little: ` +
            'use more --tasks, or longer ones.',
        ]
      : []),
  ];
}

/** The share of its time for which a model on one thread had no core: others had them all. */
function shareQueued(all: readonly ModelResult[]): number {
  const runs = all
    .filter(({ model }) => ['sequential', 'gevent', 'greenlets'].includes(model))
    .flatMap(({ measurements }) => measurements);
  const sum = (key: 'queuedSeconds' | 'wallSeconds'): number =>
    runs.reduce((total, run) => total + run[key], 0);
  return runs.length === 0 ? 0 : sum('queuedSeconds') / sum('wallSeconds');
}
