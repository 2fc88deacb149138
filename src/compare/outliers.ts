/** Runs that do not belong with the others, judged as hyperfine judges them. */
import { median, medianAbsoluteDeviation } from 'simple-statistics';

/**
 * The modified z-score from which on a run is an outlier. 1.4826 times the median absolute deviation
 * (MAD) estimates the standard deviation; ten of those is far, also with few runs.
 *
 * @see B. Iglewicz and D. Hoaglin (1993), How to Detect and Handle Outliers; hyperfine's
 * src/outlier_detection.rs has the same threshold
 */
const OUTLIER_THRESHOLD = 1.4826 * 10;

/** (x − median) / MAD of each value; robust where a z-score's own mean is pulled along by the outlier. */
export function modifiedZScores(runs: number[]): number[] {
  if (runs.length === 0) return [];
  const middle = median(runs);
  const spread = medianAbsoluteDeviation(runs) || Number.EPSILON;
  return runs.map((run) => (run - middle) / spread);
}

/** The indices of the outliers among `runs`. */
export function outliers(runs: number[]): number[] {
  return modifiedZScores(runs).flatMap((score, index) =>
    Math.abs(score) > OUTLIER_THRESHOLD ? [index] : [],
  );
}

/** What is odd about the runs of `model`, with what to do about it; empty if nothing is. */
export function oddities(model: string, runs: number[]): string[] {
  const odd = outliers(runs);
  const first = runs[0];
  if (odd.length === 0 || first === undefined) return [];
  if (odd.includes(0) && first > median(runs))
    return [
      `The first run of ${model} was much slower than the rest (${first.toFixed(3)} s): caches ` +
        'may not have been warm yet. Repeat the comparison; if it stays so, that is the model.',
    ];
  return [
    `${odd.length} of the ${runs.length} runs of ${model} ${odd.length === 1 ? 'is an outlier' : 'are outliers'}. ` +
      'Repeat on a quiet machine, or with more --runs.',
  ];
}
