/** Hand-made runs and what renderers make of them. */
import { Writable } from 'node:stream';
import type { LaneKind, Renderer, RunEnd, RunStart, TraceEvent } from '../../src/trace/event.js';
import type { Terminal } from '../../src/render/terminal.js';

export const plainTerminal: Terminal = { columns: 80, color: 0, ascii: false, lang: 'en' };

export function runStart(demo: string, speed = 1): RunStart {
  return {
    type: 'run-start',
    t: 0,
    version: 1,
    demo,
    options: {},
    speed,
    node: '20.20.2',
    cpus: 2,
    started: '2025-01-01T00:00:00.000Z',
  };
}

const threads = new Map<string, number>();

/** A thread has a thread id of its own; greenlets are on main's. */
export function laneStart(t: number, lane: string, kind: LaneKind = 'thread'): TraceEvent {
  if (!threads.has(lane)) threads.set(lane, threads.size + 2);
  const tid = kind === 'main' || kind === 'greenlet' ? 1 : threads.get(lane)!;
  return { type: 'lane-start', t, lane, kind, parent: 'main', pid: 100, tid };
}

export function runEnd(t: number, facts: Partial<RunEnd> = {}): RunEnd {
  return {
    type: 'run-end',
    t,
    elapsed: t,
    ideal: null,
    status: 'ok',
    threads: 0,
    processes: 0,
    cpuSeconds: 0.09,
    peakMemoryBytes: 78e6,
    ...facts,
  };
}

/** A stream that keeps what is written to it. */
export class Paper extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Everything that a renderer writes of some events. */
export async function written(
  make: (out: Writable) => Renderer,
  events: Iterable<TraceEvent>,
): Promise<string> {
  const paper = new Paper();
  const renderer = make(paper);
  for (const event of events) await renderer.event(event);
  await renderer.end?.();
  return paper.text;
}

/** What a lane does next, with seconds or with what it is about. */
type Step =
  | ['compute' | 'sleep', number]
  | ['wait', string, number]
  | ['set' | 'clear', string]
  | ['submit' | 'callback', number]
  | ['task', number, number]
  | ['switch', string, number]
  | ['end', 'returned' | 'failed' | 'killed'];

/** The events of one lane that begins at a moment and takes its steps one after the other. */
export function strand(lane: string, kind: LaneKind, from: number, ...steps: Step[]): TraceEvent[] {
  let t = from;
  const events: TraceEvent[] = [laneStart(t, lane, kind)];
  for (const step of steps) {
    switch (step[0]) {
      case 'compute':
        t += step[1];
        break;
      case 'sleep':
        events.push({ type: 'sleep', t, lane, seconds: step[1] });
        events.push({ type: 'wake', t: (t += step[1]), lane });
        break;
      case 'wait':
        events.push({ type: 'wait', t, lane, on: step[1] });
        events.push({ type: 'wake', t: (t += step[2]), lane, on: step[1] });
        break;
      case 'set':
      case 'clear':
        events.push({ type: step[0], t, lane, on: step[1] });
        break;
      case 'submit':
        events.push({ type: 'task-submit', t, lane, task: step[1] });
        break;
      case 'callback':
        events.push({ type: 'callback', t, lane, task: step[1] });
        break;
      case 'task':
        events.push({ type: 'task-start', t, lane, task: step[1] });
        events.push({ type: 'sleep', t, lane, seconds: step[2] });
        events.push({ type: 'wake', t: (t += step[2]), lane });
        events.push({ type: 'task-end', t, lane, task: step[1] });
        break;
      case 'switch':
        events.push({ type: 'switch', t, lane, to: step[1] });
        t += step[2];
        break;
      case 'end':
        events.push({ type: 'lane-end', t, lane, kind, how: step[1] });
        break;
    }
  }
  return events;
}

/** Strands as one run, in order of time. */
export function runOf(demo: string, seconds: number, ...strands: TraceEvent[][]): TraceEvent[] {
  const events = strands.flat().sort((a, b) => a.t - b.t);
  return [runStart(demo), ...events, runEnd(seconds)];
}
