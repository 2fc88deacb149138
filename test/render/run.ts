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

export function laneStart(t: number, lane: string, kind: LaneKind = 'thread'): TraceEvent {
  return { type: 'lane-start', t, lane, kind, parent: 'main', pid: 100, tid: 1 };
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
