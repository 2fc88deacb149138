/** When a named event was set and when it was clear: the colours of the traffic light. */
import type { TraceEvent } from './event.js';
import { inOrder, type LaneHistory } from './spans.js';

/** A stretch of time in which an event stays set, or stays clear. */
export interface FlagSpan {
  set: boolean;
  /** Seconds since `main` was called. */
  from: number;
  to: number;
}

/** The history of one named event. */
export interface FlagHistory {
  on: string;
  /** In order, without gaps, from 0 (or the first event) to the end of the recording. */
  spans: FlagSpan[];
}

/**
 * When each named event of one run was set and when it was clear; before the first word of it, clear.
 *
 * @param events the events of one run, in any order
 */
export function flagHistories(events: Iterable<TraceEvent>): FlagHistory[] {
  const sorted = inOrder(events);
  const begin = Math.min(0, sorted[0]?.t ?? 0);
  const end = sorted.at(-1)?.t ?? 0;
  const flags = new Map<string, FlagSpan[]>();
  for (const event of sorted) {
    if (event.type !== 'set' && event.type !== 'clear') continue;
    let spans = flags.get(event.on);
    if (spans === undefined) flags.set(event.on, (spans = [{ set: false, from: begin, to: end }]));
    const last = spans.at(-1)!;
    const set = event.type === 'set';
    if (last.set === set) continue;
    last.to = event.t;
    spans.push({ set, from: event.t, to: end });
  }
  return [...flags].map(([on, spans]) => ({
    on,
    spans: spans.filter(({ from, to }) => to > from),
  }));
}

/**
 * Which flags a picture of these lanes shows: one that nobody waits for and that changes once tells less
 * than its signs on the lanes.
 */
export function worthARow(lanes: readonly LaneHistory[]): (flag: FlagHistory) => boolean {
  const waitedFor = new Set(lanes.flatMap(({ spans }) => spans.map((span) => span.on)));
  return ({ on, spans }) => waitedFor.has(on) || spans.length > 2;
}
