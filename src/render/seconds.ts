/** Lengths of time in words, with no more digits than say something. */

/** `22.02 s`, `4.003 s`, `0.832 s`, `0.8 ms`. */
export function duration(seconds: number): string {
  if (seconds >= 10) return `${seconds.toFixed(2)} s`;
  if (seconds >= 0.01 || seconds === 0) return `${seconds.toFixed(3)} s`;
  return `${(seconds * 1000).toPrecision(2)} ms`;
}

/** A round figure as short as it can be: `22 s`, `6.5 s`. */
export function roundSeconds(seconds: number): string {
  return `${String(Number(seconds.toFixed(3)))} s`;
}

/** A moving figure, with a digit that can be read while it runs: `3.2 s`. */
export function runningSeconds(seconds: number): string {
  return `${seconds.toFixed(1)} s`;
}
