/** What the picture shows, in words: for hovering, and for those who cannot see it. */
import type { LaneHistory, Span } from '../../trace/spans.js';
import { duration } from '../ticks.js';

/** What a lane does. */
export function inWords({ state, on }: { state: Span['state']; on?: string }): string {
  return on === undefined ? state : `${state}: ${on}`;
}

/** A stretch of time. */
export function between(from: number, to: number): string {
  return `${duration(from)} to ${duration(to)} (${duration(to - from)})`;
}

/** How long a lane did what: `computing 2 ms, waiting: event 5 s`. */
export function totals({ spans }: LaneHistory): string {
  const sums = new Map<string, number>();
  for (const span of spans)
    sums.set(inWords(span), (sums.get(inWords(span)) ?? 0) + span.to - span.from);
  const told = [...sums].filter(([, sum]) => sum > 0).toSorted(([, a], [, b]) => b - a);
  const shown = told.slice(0, 6).map(([what, sum]) => `${what} ${duration(sum)}`);
  return [...shown, ...(told.length > 6 ? [`${told.length - 6} more`] : [])].join(', ');
}
