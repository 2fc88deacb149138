/** Keeps a long history small: what no picture can show apart is put together. */
import type { TraceEvent } from '../trace/event.js';
import { Histories, type LaneHistory, type Span } from '../trace/spans.js';

/** No terminal has a quarter as many columns. */
const PARTS = 1024;

/** How many events pass from one look at the lengths to the next, and what is long. */
const LOOK_EVERY = 16_384;
const LONG = 8192;

/** Histories for a picture: however long the run, they take bounded memory. */
export class BoundedHistories extends Histories {
  #seen = 0;

  override see(event: TraceEvent): void {
    super.see(event);
    if (++this.#seen % LOOK_EVERY !== 0) return;
    for (const history of this.lanes)
      if (history.spans.length + history.marks.length > LONG) condense(history, event.t);
  }
}

/**
 * Merges the spans and marks of a history that fall into the same thousandth of the run: per state
 * one span as long as they were together, per kind one mark. Each state keeps its share of the time.
 *
 * @param history changed in place; its last span is left as it is, since it may be open
 * @param elapsed seconds since `main` was called
 */
export function condense(history: LaneHistory, elapsed: number): void {
  const part = Math.max(elapsed, Number.MIN_VALUE) / PARTS;
  const partOf = (t: number): number => Math.floor(t / part);
  const spans: Span[] = [];
  let bucket: Span[] = [];
  const empty = (): void => {
    spans.push(...together(bucket));
    bucket = [];
  };
  for (const span of history.spans) {
    const [first] = bucket;
    if (first !== undefined && partOf(first.from) !== partOf(span.to)) empty();
    if (partOf(span.from) === partOf(span.to)) bucket.push(span);
    else spans.push(span);
  }
  empty();
  history.spans = spans;
  const seen = new Set<string>();
  history.marks = history.marks.filter(({ t, type }) => {
    const key = `${type} ${partOf(t)}`;
    return type !== 'print' && !seen.has(key) && seen.add(key);
  });
}

function together(bucket: Span[]): Span[] {
  if (bucket.length <= 1) return bucket;
  const byState = new Map<string, Span[]>();
  for (const span of bucket) {
    const same = byState.get(span.state);
    if (same === undefined) byState.set(span.state, [span]);
    else same.push(span);
  }
  let at = bucket[0]!.from;
  return Array.from(byState.values(), (same) => {
    const longest = same.reduce((a, b) => (b.to - b.from > a.to - a.from ? b : a));
    const seconds = same.reduce((sum, { from, to }) => sum + to - from, 0);
    const merged = { ...longest, from: at, to: at + seconds };
    at = merged.to;
    return merged;
  });
}
