/** The few figures by which samples are told. */

/** The value below which a share of the samples lies; between two of them, in proportion. */
export function quantile(samples, share) {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = Math.floor(at);
  const high = Math.ceil(at);
  return sorted[low] + (sorted[high] - sorted[low]) * (at - low);
}

export const median = (samples) => quantile(samples, 0.5);

/** Half the distance between the quartiles, as a share of the median. */
export function spread(samples) {
  const middle = median(samples);
  return middle === 0 ? 0 : (quantile(samples, 0.75) - quantile(samples, 0.25)) / 2 / middle;
}

/**
 * One measured against another: the median of their ratios round by round, since what disturbs a round
 * disturbs both.
 */
export function ratio(samples, others) {
  return median(samples.map((sample, round) => sample / others[round]));
}

/** The power of n with which y grows: the slope of a straight line through the logarithms. */
export function exponent(points) {
  const logs = points.map(([n, y]) => [Math.log(n), Math.log(y)]);
  const meanOf = (at) => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
  const [x0, y0] = [meanOf(0), meanOf(1)];
  const over = logs.reduce((sum, [x, y]) => sum + (x - x0) * (y - y0), 0);
  return over / logs.reduce((sum, [x]) => sum + (x - x0) ** 2, 0);
}
