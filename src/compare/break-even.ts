/** From which length of a task on a model is faster than the baseline. */

/** Mean wall times in seconds of runs with the workload's tasks, and with empty ones. */
export interface Walls {
  full: number;
  empty: number;
}

/** Below this gain the crossing point is lost in the noise. */
const LEAST_GAIN = 1.05;

/**
 * Takes the time of a run to be the cost of making, measured by the empty run, and the work, which is
 * proportional to the tasks' length: base(d) = b₀ + n·d and model(d) = m₀ + n·d / g, where g, the
 * gain once everything is made, is measured too. The two lines cross at
 *
 *     d = (m₀ − b₀) / (n · (1 − 1/g))
 *
 * @param tasks how many tasks a run has
 * @returns seconds; 0 if the model costs nothing to make; null if it gains nothing, however long the tasks
 */
export function breakEvenSeconds(tasks: number, base: Walls, model: Walls): number | null {
  const gain = (base.full - base.empty) / (model.full - model.empty);
  if (!(gain >= LEAST_GAIN)) return null;
  return Math.max(0, (model.empty - base.empty) / (tasks * (1 - 1 / gain)));
}
