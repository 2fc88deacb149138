/** What the picture shows, in words: for hovering, and for those who cannot see it. */
import type { Span } from '../../trace/spans.js';
import { duration } from '../ticks.js';

/** What a lane does, in words. */
export function inWords({ state, on }: { state: Span['state']; on?: string }): string {
  if (on === undefined) return state;
  return `${state}: ${on}`;
}

/** A stretch of time, in words. */
export function between(from: number, to: number): string {
  return `${duration(from)} to ${duration(to)} (${duration(to - from)})`;
}
