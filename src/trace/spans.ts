/**
 * What every lane did when: the one model behind the live view, the timeline, the pictures and the
 * replay. `LaneStates` follows a run as its events come; `histories` keeps what it said.
 *
 * A lane computes from its start until its end, except while it sleeps or waits. Lanes that share a
 * thread (greenlets) cannot run side by side: whoever was heard of last has control, the others that
 * could run are `ready`.
 */
import type { LaneEvent, LaneKind, TraceEvent } from './event.js';

/** What a lane is doing. `ready`: it could run but another lane of its thread has control. */
export type LaneState = 'computing' | 'sleeping' | 'waiting' | 'ready' | 'done';

/** A stretch of time in which a lane's state does not change. */
export interface Span {
  state: LaneState;
  /** What it waits for, where it waits. */
  on?: string;
  /** Seconds since `main` was called. */
  from: number;
  to: number;
}

/** A moment worth a sign in the picture. */
export interface Mark {
  t: number;
  type:
    | 'print'
    | 'set'
    | 'clear'
    | 'task-submit'
    | 'task-start'
    | 'task-end'
    | 'callback'
    | 'switch'
    | 'error';
  /** What it was about: the line, the event's name, the task, the lane switched to. */
  what: string;
}

/** The time that a pool's worker spent on one task. */
export interface TaskSpan {
  task: number;
  /** Seconds since `main` was called; `to` is the end of the recording for a task still running. */
  from: number;
  to: number;
}

/** What a lane is, known from its start. */
interface LaneFacts {
  lane: string;
  kind: LaneKind;
  parent?: string;
  /** The operating system's process id and Node's thread id; 0 and 0 while the start is not known. */
  pid: number;
  tid: number;
}

/** The history of one lane. */
export interface LaneHistory extends LaneFacts {
  /** Seconds since `main` was called; `to` is the end of the recording for a lane still open. */
  from: number;
  to: number;
  /** How it ended; missing for a lane still open. */
  how?: 'returned' | 'failed' | 'killed';
  /** In order, without gaps, from `from` to `to`. */
  spans: Span[];
  marks: Mark[];
  /** The tasks it ran, if it is a worker of a pool. */
  tasks: TaskSpan[];
}

/** What a lane is doing at one moment. */
export interface LaneNow extends LaneFacts {
  state: LaneState;
  /** What it waits for, where it waits. */
  on?: string;
  /** Since when, in seconds since `main` was called. */
  since: number;
  how?: 'returned' | 'failed' | 'killed';
}

/** A sleep or a wait that is not over. A callback may sleep while its lane waits: hence several. */
interface Pause {
  state: 'sleeping' | 'waiting';
  on?: string;
}

interface Lane extends LaneNow {
  pauses: Pause[];
  /** Another lane of its thread runs. */
  aside: boolean;
}

/**
 * The state of every lane of one run, kept up to date event by event.
 *
 * @example
 * const states = new LaneStates();
 * for (const event of events) states.see(event);
 * states.lanes.get('t1')?.state; // 'sleeping'
 */
export class LaneStates {
  readonly #lanes = new Map<string, Lane>();
  /** Who has control of a thread, by process and thread id. */
  readonly #running = new Map<string, Lane>();

  /** Every lane heard of, by label, in order of appearance. */
  get lanes(): ReadonlyMap<string, Readonly<LaneNow>> {
    return this.#lanes;
  }

  /**
   * Takes the next event.
   *
   * @returns the lanes whose state it changed: none, one, or two where control went over
   */
  see(event: TraceEvent): readonly Readonly<LaneNow>[] {
    if (event.type === 'run-start' || event.type === 'run-end') return [];
    const changed: Lane[] = [];
    const lane = this.#lane(event, changed);
    this.#apply(event, lane);
    if (event.type === 'switch') this.#giveControl(this.#lanes.get(event.to), event.t, changed);
    else if (event.type === 'lane-end') this.#endControl(lane, event.t, changed);
    else if (lane.pauses.length === 0 && lane.how === undefined)
      this.#giveControl(lane, event.t, changed);
    this.#settle(lane, event.t, changed);
    return changed;
  }

  #lane(event: LaneEvent, changed: Lane[]): Lane {
    let lane = this.#lanes.get(event.lane);
    if (lane === undefined) {
      lane = {
        lane: event.lane,
        kind: event.lane === 'main' ? 'main' : 'thread',
        pid: 0,
        tid: 0,
        state: 'computing',
        since: event.t,
        pauses: [],
        aside: false,
      };
      this.#lanes.set(event.lane, lane);
      changed.push(lane);
    }
    return lane;
  }

  #apply(event: LaneEvent, lane: Lane): void {
    switch (event.type) {
      case 'lane-start':
        lane.kind = event.kind;
        lane.pid = event.pid;
        lane.tid = event.tid;
        if (event.parent !== undefined) lane.parent = event.parent;
        break;
      case 'sleep':
      case 'wait':
        lane.pauses.push({
          state: event.type === 'sleep' ? 'sleeping' : 'waiting',
          ...(event.on !== undefined && { on: event.on }),
        });
        break;
      case 'wake': {
        const named = lane.pauses.findLastIndex(({ on }) => on === (event.on ?? on));
        lane.pauses.splice(named, 1);
        break;
      }
      case 'lane-end':
        lane.how = event.how;
        lane.pauses.length = 0;
        break;
    }
  }

  #giveControl(to: Lane | undefined, t: number, changed: Lane[]): void {
    if (to === undefined) return;
    const thread = threadOf(to);
    const from = this.#running.get(thread);
    if (from === to) return;
    this.#running.set(thread, to);
    to.aside = false;
    this.#settle(to, t, changed);
    if (from === undefined || thread === unknownThread) return;
    from.aside = true;
    this.#settle(from, t, changed);
  }

  /** A greenlet that ends hands control back to its parent, if that gave way to it. */
  #endControl(lane: Lane, t: number, changed: Lane[]): void {
    const thread = threadOf(lane);
    if (this.#running.get(thread) !== lane) return;
    this.#running.delete(thread);
    const parent = lane.kind === 'greenlet' ? this.#lanes.get(lane.parent ?? '') : undefined;
    if (parent !== undefined && parent.aside && threadOf(parent) === thread)
      this.#giveControl(parent, t, changed);
  }

  /** Works out the lane's state from what is known of it, and notes it if that is news. */
  #settle(lane: Lane, t: number, changed: Lane[]): void {
    const pause = lane.pauses.at(-1);
    const state = lane.how ? 'done' : (pause?.state ?? (lane.aside ? 'ready' : 'computing'));
    if (state === lane.state && pause?.on === lane.on) return;
    lane.state = state;
    if (pause?.on === undefined) delete lane.on;
    else lane.on = pause.on;
    lane.since = Math.max(t, lane.since);
    if (!changed.includes(lane)) changed.push(lane);
  }
}

const unknownThread = '0/0';

function threadOf({ pid, tid }: LaneFacts): string {
  return `${pid}/${tid}`;
}

/**
 * Keeps what `LaneStates` says: the history of every lane, growing event by event. Events come in
 * the order of their times, or nearly so.
 *
 * @example
 * const run = new Histories();
 * for (const event of events) run.see(event);
 * run.until(4); // what every lane did in the first four seconds
 */
export class Histories {
  /** What every lane is doing now. */
  readonly states = new LaneStates();
  readonly #byLane = new Map<string, LaneHistory>();

  /** The histories as they are kept: what is open in them reaches to Infinity. */
  get lanes(): Iterable<LaneHistory> {
    return this.#byLane.values();
  }

  /** Takes the next event. */
  see(event: TraceEvent): void {
    for (const now of this.states.see(event)) {
      let history = this.#byLane.get(now.lane);
      if (history === undefined) {
        history = { ...factsOf(now), from: event.t, to: Infinity, spans: [], marks: [], tasks: [] };
        this.#byLane.set(now.lane, history);
      }
      turn(history, now, event.t);
    }
    if ('lane' in event) note(event, this.#byLane);
  }

  /**
   * The histories up to now, in the order in which the lanes appeared.
   *
   * @param end where what is still open is cut off, in seconds since `main` was called
   */
  until(end: number): LaneHistory[] {
    return Array.from(this.#byLane.values(), (history) => this.#cut(history, end));
  }

  /** One of those histories; undefined for a lane that was not heard of. */
  laneUntil(lane: string, end: number): LaneHistory | undefined {
    const history = this.#byLane.get(lane);
    return history && this.#cut(history, end);
  }

  #cut(history: LaneHistory, end: number): LaneHistory {
    const cut = <T extends { from: number; to: number }>(part: T): T =>
      part.to === Infinity ? { ...part, to: Math.max(part.from, end) } : part;
    const { spans, tasks } = history;
    const now = this.states.lanes.get(history.lane);
    return {
      ...cut(history),
      ...(now !== undefined && factsOf(now)),
      spans: spans.at(-1)?.to === Infinity ? spans.with(-1, cut(spans.at(-1)!)) : spans,
      tasks: tasks.map(cut),
    };
  }
}

/**
 * What every lane of one run did when, in the order in which the lanes appeared.
 *
 * @param events the events of one run, in any order; it may have no end
 * @example
 * for (const { lane, spans } of histories(events)) console.log(lane, spans);
 */
export function histories(events: Iterable<TraceEvent>): LaneHistory[] {
  const sorted = inOrder(events);
  const run = new Histories();
  for (const event of sorted) run.see(event);
  return run.until(sorted.at(-1)?.t ?? 0);
}

/** The events sorted by their times; those of one time keep their order. */
export function inOrder(events: Iterable<TraceEvent>): TraceEvent[] {
  return [...events].sort((a, b) => a.t - b.t);
}

/**
 * What a lane was doing at a moment.
 *
 * @param t seconds since `main` was called
 * @returns its span at that moment; null before it began; at its end and later `done`
 */
export function spanAt(history: LaneHistory, t: number): Span | null {
  if (t < history.from) return null;
  if (history.how !== undefined && t >= history.to)
    return { state: 'done', from: history.to, to: Infinity };
  let low = 0;
  let high = history.spans.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (history.spans[middle]!.from <= t) low = middle;
    else high = middle - 1;
  }
  return history.spans[low] ?? null;
}

function factsOf({ lane, kind, parent, pid, tid }: LaneFacts): LaneFacts {
  return { lane, kind, ...(parent !== undefined && { parent }), pid, tid };
}

/** Ends the lane's span at `t` and begins the next, unless the lane is over. */
function turn(history: LaneHistory, now: Readonly<LaneNow>, t: number): void {
  const last = history.spans.at(-1);
  if (last !== undefined) {
    last.to = t;
    const empty = last.from === t;
    if (empty && (now.state !== 'done' || history.spans.length > 1)) history.spans.pop();
  }
  if (now.state === 'done') {
    history.to = t;
    if (now.how !== undefined) history.how = now.how;
    return;
  }
  const { state, on } = now;
  history.spans.push({ state, ...(on !== undefined && { on }), from: t, to: Infinity });
}

function note(event: LaneEvent, byLane: ReadonlyMap<string, LaneHistory>): void {
  const history = byLane.get(event.lane);
  const mark = (what: string, type = event.type as Mark['type']) =>
    history?.marks.push({ t: event.t, type, what });
  switch (event.type) {
    case 'print':
      mark(event.text);
      break;
    case 'set':
    case 'clear':
      mark(event.on);
      break;
    case 'switch':
      mark(event.to);
      break;
    case 'error':
      mark(`${event.name}: ${event.message}`);
      break;
    case 'task-submit':
    case 'task-start':
    case 'task-end':
    case 'callback': {
      mark(String(event.task));
      const tasks = (byLane.get(event.worker ?? event.lane) ?? history)?.tasks;
      if (event.type === 'task-start')
        tasks?.push({ task: event.task, from: event.t, to: Infinity });
      if (event.type !== 'task-end') break;
      const task = tasks?.findLast(({ task }) => task === event.task);
      if (task !== undefined) task.to = event.t;
      break;
    }
  }
}
