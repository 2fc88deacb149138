/** The axis of time: round numbers of seconds, and durations in words. */

/** A place on the axis. */
export interface Tick {
  /** Seconds. */
  t: number;
  label: string;
}

/** Seconds. No clock tells moments apart that are closer; a recording from elsewhere may try. */
const FINEST = 1e-10;

/**
 * Round moments between two, at most `most` of them: steps of 1, 2 or 5 times a power of ten.
 *
 * @param from seconds
 * @param to seconds, above `from`
 */
export function ticks(from: number, to: number, most: number): Tick[] {
  const least = (to - from) / Math.max(1, most);
  if (!(least > FINEST)) return [{ t: from, label: duration(from) }];
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((n) => n * power).find((step) => step >= least * 0.999)!;
  const [factor, unit] = unitOf(to);
  const digits = Math.max(0, -Math.floor(Math.log10(step * factor) + 1e-9));
  const tick = (t: number): Tick => ({
    t,
    label: `${Number((t * factor).toFixed(digits))} ${unit}`,
  });
  const made: Tick[] = [];
  const first = Math.ceil(from / step - 1e-6);
  for (let i = 0; i <= most && (first + i) * step <= to + step * 1e-6; i++)
    made.push(tick((first + i) * step));
  return made;
}

/**
 * A duration in the unit that suits it, to three digits or hundredths of a second: `12.43 s`, `3.1 ms`.
 *
 * @param seconds from 0 up
 */
export function duration(seconds: number): string {
  const [factor, unit] = seconds === 0 ? unitOf(1) : unitOf(seconds);
  const value = seconds * factor;
  return `${Number(seconds >= 10 ? value.toFixed(2) : value.toPrecision(3))} ${unit}`;
}

function unitOf(seconds: number): [factor: number, unit: string] {
  const size = Math.abs(seconds);
  return size >= 0.1 ? [1, 's'] : size >= 1e-4 ? [1e3, 'ms'] : [1e6, 'µs'];
}
