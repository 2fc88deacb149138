/**
 * A recording as Chrome trace events, for Perfetto and chrome://tracing.
 *
 * A lane is a thread of the trace with one slice for its life, on that its tasks, on those its states,
 * since slices of one thread must nest. Thread ids are made up: greenlets share a real one (it stands
 * in the slice's arguments), and Perfetto takes id 0 for the idle thread.
 *
 * @see https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU the format
 */
import { flowsOf } from '../trace/flows.js';
import { flagHistories } from '../trace/flags.js';
import { toJson } from '../trace/json.js';
import type { Run } from '../trace/recording.js';
import {
  histories,
  type LaneHistory,
  type LaneState,
  type Span,
  type TaskSpan,
} from '../trace/spans.js';
import type { Exporter } from './exporter.js';

interface TraceRecord {
  ph: 'M' | 'X' | 'i' | 's' | 'f';
  name: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts?: number;
  dur?: number;
  cat?: string;
  /** Scope of an instant: its thread. */
  s?: 't';
  /** Ties the two ends of an arrow. */
  id?: number;
  /** The arrow ends in the slice that holds its time. */
  bp?: 'e';
  cname?: string;
  args?: Record<string, unknown>;
}

// Names from chrome://tracing's own palette; Perfetto chooses colours by name.
const colours: Record<LaneState, string> = {
  computing: 'thread_state_running',
  ready: 'thread_state_runnable',
  sleeping: 'thread_state_sleeping',
  waiting: 'thread_state_iowait',
  done: 'thread_state_unknown',
};

/** Writes runs as Chrome trace events in JSON; several runs stand one after the other. */
export const chromeTrace: Exporter = (runs) => {
  const trace = new Trace();
  for (const run of runs) trace.add(run, runs.length > 1 ? `${run.start.demo}: ` : '');
  const facts = runs.map(({ start, end }) => ({ ...start, ...end, type: undefined, t: undefined }));
  return [
    '{"traceEvents":[',
    trace.records().map(toJson).join(',\n'),
    `],"displayTimeUnit":"ms","otherData":${toJson({ runs: facts })}}`,
    '',
  ].join('\n');
};

interface Stretch {
  from: number;
  to: number;
}

interface Place {
  pid: number;
  tid: number;
}

class Trace {
  readonly #records: TraceRecord[] = [];
  /** The names of each process, and a thread of it. */
  readonly #processes = new Map<number, { tid: number; names: Set<string> }>();
  #tids = 0;
  #arrows = 0;
  /** Where the run begins in the trace, in seconds. */
  #offset = 0;

  records(): TraceRecord[] {
    const processes = [...this.#processes].flatMap(([pid, { tid, names }], i): TraceRecord[] => [
      { ph: 'M', name: 'process_name', pid, tid, args: { name: [...names].join(', ') } },
      { ph: 'M', name: 'process_sort_index', pid, tid, args: { sort_index: i } },
    ]);
    return [...processes, ...this.#records];
  }

  add(run: Run, prefix: string): void {
    const lanes = histories(run.events);
    const home = lanes.find(({ pid }) => pid > 0)?.pid ?? 1;
    for (const { on, spans } of flagHistories(run.events)) {
      const place = this.#place(`${prefix}${on}: set or clear`, home, run.start.demo);
      for (const span of spans)
        this.#slice(place, `${on} ${span.set ? 'set' : 'clear'}`, span, {
          cat: 'flag',
          cname: span.set ? 'good' : 'terrible',
        });
    }
    const places = new Map<string, Place>();
    for (const lane of lanes) {
      const pid = lane.pid || home;
      const name = pid === home ? run.start.demo : lane.lane;
      const place = this.#place(prefix + lane.lane, pid, name);
      places.set(lane.lane, place);
      this.#lane(lane, place);
    }
    for (const { type, what, from, to } of flowsOf(run.events))
      this.#arrow(`${type} ${what}`, places.get(from.lane), from.t, places.get(to.lane), to.t);
    this.#offset += run.duration;
  }

  #lane(lane: LaneHistory, place: Place): void {
    const { kind, parent, pid, tid, how = 'not ended' } = lane;
    this.#slice(place, lane.lane, lane, { cat: kind, args: { kind, parent, pid, tid, how } });
    const tasks = oneAtATime(lane.tasks);
    for (const task of tasks) this.#slice(place, `task ${task.task}`, task, { cat: 'task' });
    for (const span of cutAt(tasks, lane.spans))
      this.#slice(place, span.on === undefined ? span.state : `${span.state}: ${span.on}`, span, {
        cat: 'state',
        cname: colours[span.state],
      });
    for (const { t, type, what } of lane.marks)
      if (type !== 'task-start' && type !== 'task-end')
        this.#records.push({
          ...{ ph: 'i', s: 't', cat: type, ...place, ts: this.#ns(t) / 1e3 },
          name: type === 'print' ? what || '(empty line)' : `${type} ${what}`,
        });
  }

  #place(name: string, pid: number, process: string): Place {
    const place = { pid, tid: ++this.#tids };
    const known = this.#processes.get(pid) ?? { tid: place.tid, names: new Set() };
    this.#processes.set(pid, known);
    known.names.add(process);
    this.#records.push(
      { ph: 'M', name: 'thread_name', ...place, args: { name } },
      { ph: 'M', name: 'thread_sort_index', ...place, args: { sort_index: place.tid } },
    );
    return place;
  }

  #slice(place: Place, name: string, { from, to }: Stretch, more: Partial<TraceRecord>): void {
    const [begin, end] = [this.#ns(from), this.#ns(to)];
    this.#records.push({
      ...{ ph: 'X', name, ...place, ts: begin / 1e3, dur: (end - begin) / 1e3 },
      ...more,
    });
  }

  #arrow(name: string, from: Place | undefined, begin: number, to: Place | undefined, end: number) {
    if (from === undefined || to === undefined) return;
    const arrow = { cat: 'flow', name, id: ++this.#arrows };
    this.#records.push(
      { ph: 's', ...arrow, ...from, ts: this.#ns(begin) / 1e3 },
      { ph: 'f', bp: 'e', ...arrow, ...to, ts: this.#ns(end) / 1e3 },
    );
  }

  #ns(t: number): number {
    return Math.round((this.#offset + t) * 1e9);
  }
}

/** Tasks that nest in their lane: each ended where the next begins. */
function oneAtATime(tasks: readonly TaskSpan[]): TaskSpan[] {
  return tasks.map((task, i) => ({
    ...task,
    to: Math.min(task.to, tasks[i + 1]?.from ?? task.to),
  }));
}

/** Spans that nest in the tasks: cut where one begins or ends. */
function cutAt(tasks: readonly Stretch[], spans: readonly Span[]): Span[] {
  const cuts = tasks.flatMap(({ from, to }) => [from, to]);
  let next = 0;
  return spans.flatMap((span) => {
    const pieces: Span[] = [];
    let { from } = span;
    for (; next < cuts.length && cuts[next]! < span.to; next++) {
      if (cuts[next]! <= from) continue;
      pieces.push({ ...span, from, to: cuts[next]! });
      from = cuts[next]!;
    }
    return [...pieces, { ...span, from }];
  });
}
