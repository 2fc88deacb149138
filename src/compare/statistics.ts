/** What the runs of a model come to, and how sure that is. */
import { max, mean, median, min, sampleStandardDeviation } from 'simple-statistics';
import type { Spread, WallTimes } from '../trace/comparison.js';

/**
 * Mean, standard deviation, extremes and median of the wall times of one model.
 *
 * @param runs seconds, in the order in which they were measured; at least one
 */
export function summarise(runs: number[]): WallTimes {
  return {
    mean: mean(runs),
    stddev: runs.length > 1 ? sampleStandardDeviation(runs) : 0,
    min: min(runs),
    max: max(runs),
    median: median(runs),
    runs,
  };
}

/**
 * How many times as fast `wall` is as `baseline`, and the uncertainty of that ratio f = A/B by the
 * propagation of errors of independent A and B, as hyperfine's relative speed has it:
 *
 *     σf ≈ |f| · √((σA/A)² + (σB/B)²)
 *
 * @see https://en.wikipedia.org/wiki/Propagation_of_uncertainty#Example_formulas
 */
export function speedup(wall: Spread, baseline: Spread): Spread {
  const ratio = baseline.mean / wall.mean;
  return {
    mean: ratio,
    stddev: ratio * Math.hypot(baseline.stddev / baseline.mean, wall.stddev / wall.mean),
  };
}

/** The standard deviation as a share of the mean. */
export function variation(spread: Spread): number {
  return spread.stddev / spread.mean;
}
