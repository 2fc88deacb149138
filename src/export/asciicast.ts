/**
 * A recording as an asciicast, which asciinema plays: what the terminal showed, when, with markers to
 * jump to.
 *
 * @see https://docs.asciinema.org/manual/asciicast/v2/ the format
 */
import type { TraceEvent } from '../trace/event.js';
import { toJson } from '../trace/json.js';
import type { Run } from '../trace/recording.js';
import { visible } from './markup.js';

/** Where the cast is shown, and how an event looks there. */
export interface Stage {
  /** The size of the terminal. */
  columns: number;
  rows: number;
  /** What the terminal shows when the event comes, its lines ended by `\n`; nothing is ''. */
  show: (event: TraceEvent) => string;
}

/** Of one kind, more markers than this help nobody to find a place. */
const mostMarkers = 60;

/** Writes runs as an asciicast, one after the other. */
export function asciicast(runs: readonly Run[], { columns, rows, show }: Stage): string {
  const lines: unknown[][] = [];
  let offset = 0;
  for (const { events, duration } of runs) {
    const marked = worthMarking(events);
    for (const event of events) {
      const t = Number((offset + Math.max(0, event.t)).toFixed(6));
      const shown = show(event);
      if (marked.has(event)) lines.push([t, 'm', visible(labelOf(event)!)]);
      if (shown !== '') lines.push([t, 'o', shown.replace(/\r?\n/g, '\r\n')]);
    }
    offset += duration;
  }
  const started = Date.parse(runs[0]?.start.started ?? '');
  const header = {
    ...{ version: 2, width: columns, height: rows },
    ...(Number.isFinite(started) && { timestamp: Math.floor(started / 1000) }),
    duration: Number(offset.toFixed(6)),
    title: visible(runs.map(({ start }) => start.demo).join(', ')),
  };
  return [header, ...lines].map((line) => `${toJson(line)}\n`).join('');
}

function worthMarking(events: readonly TraceEvent[]): Set<TraceEvent> {
  const kinds = new Map<string, TraceEvent[]>();
  for (const event of events) {
    if (labelOf(event) === null) continue;
    const kind = kinds.get(event.type);
    if (kind === undefined) kinds.set(event.type, [event]);
    else kind.push(event);
  }
  return new Set([...kinds.values()].filter(({ length }) => length <= mostMarkers).flat());
}

function labelOf(event: TraceEvent): string | null {
  switch (event.type) {
    case 'run-start':
      return event.demo;
    case 'lane-start':
      return event.kind === 'main' ? null : `${event.lane} begins`;
    case 'lane-end':
      return event.how === 'returned' ? `${event.lane} ends` : `${event.lane} ${event.how}`;
    case 'set':
    case 'clear':
      return `${event.on} ${event.type}`;
    case 'switch':
      return `${event.lane} → ${event.to}`;
    case 'callback':
      return `task ${event.task} is done`;
    case 'error':
      return `${event.lane}: ${event.name}`;
    default:
      return null;
  }
}
