/** What the picture shows, in words: for hovering, and for those who cannot see it. */
import type { TraceEvent } from '../../trace/event.js';
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

/** What happened. */
export function told(event: TraceEvent): string {
  switch (event.type) {
    case 'run-start':
      return `${event.demo} begins`;
    case 'run-end':
      return `the run is over: ${event.status}`;
    case 'lane-start':
      return `${event.lane} begins`;
    case 'lane-end':
      return `${event.lane} ends: ${event.how}`;
    case 'print':
      return `${event.lane}: ${event.text}`;
    case 'sleep':
      return `${event.lane} sleeps`;
    case 'wait':
      return `${event.lane} waits: ${event.on}`;
    case 'wake':
      return `${event.lane} goes on`;
    case 'set':
    case 'clear':
      return `${event.lane}: ${event.on} is ${event.type === 'set' ? 'set' : 'cleared'}`;
    case 'task-submit':
      return `${event.lane} submits task ${event.task}`;
    case 'task-start':
      return `${event.worker ?? event.lane} starts task ${event.task}`;
    case 'task-end':
      return `${event.worker ?? event.lane} ends task ${event.task}`;
    case 'callback':
      return `${event.lane}: task ${event.task} is done`;
    case 'switch':
      return `${event.lane} switches to ${event.to}`;
    case 'error':
      return `${event.lane} fails: ${event.name}: ${event.message}`;
  }
}
