/** What made what happen on another lane: the arrows of the pictures. */
import type { TraceEvent } from './event.js';
import { inOrder } from './spans.js';

/** A moment on a lane. */
export interface Point {
  lane: string;
  /** Seconds since `main` was called. */
  t: number;
}

/** One cause and its effect. */
export interface Flow {
  /** `set` woke a waiting lane; a lane's end woke its joiner; a task went to its worker, its result back. */
  type: 'set' | 'join' | 'task' | 'result';
  /** The event's name, the lane that ended, the task. */
  what: string;
  from: Point;
  to: Point;
}

/**
 * The causes and effects that one run's events tell of, in the order of the effects.
 *
 * @param events the events of one run, in any order
 */
export function flowsOf(events: Iterable<TraceEvent>): Flow[] {
  const flows: Flow[] = [];
  /** When each lane began to wait for what. */
  const waiting = new Map<string, Map<string, number>>();
  /** Who last set what, ended, submitted or finished which task. */
  const causes = new Map<string, Point>();

  const link = (type: Flow['type'], what: string, to: Point, since = -Infinity) => {
    const from = causes.get(`${type} ${what}`);
    if (from === undefined || from.t < since) return;
    flows.push({ type, what, from, to });
    if (type === 'task' || type === 'result') causes.delete(`${type} ${what}`);
  };

  for (const event of inOrder(events)) {
    if (!('lane' in event)) continue;
    const here: Point = { lane: event.lane, t: event.t };
    switch (event.type) {
      case 'set':
        causes.set(`set ${event.on}`, here);
        break;
      case 'lane-end':
        causes.set(`join ${event.lane}`, here);
        break;
      case 'wait': {
        let since = waiting.get(event.lane);
        if (since === undefined) waiting.set(event.lane, (since = new Map()));
        since.set(event.on, event.t);
        break;
      }
      case 'wake': {
        const since = waiting.get(event.lane);
        const on = event.on ?? [...(since?.keys() ?? [])].at(-1);
        const from = on === undefined ? undefined : since?.get(on);
        if (on === undefined || from === undefined) break;
        since?.delete(on);
        if (on.startsWith('join ')) link('join', on.slice('join '.length), here, from);
        else link('set', on, here, from);
        break;
      }
      case 'task-submit':
        causes.set(`task ${event.task}`, here);
        break;
      case 'task-start':
        link('task', String(event.task), { ...here, lane: event.worker ?? event.lane });
        break;
      case 'task-end':
        causes.set(`result ${event.task}`, { ...here, lane: event.worker ?? event.lane });
        break;
      case 'callback':
        link('result', String(event.task), here);
        break;
    }
  }
  return flows;
}
