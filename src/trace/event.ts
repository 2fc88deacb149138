/**
 * What can happen in a run, as one discriminated union: the schema of `--json` and of recordings.
 * Times are seconds since `main` was called. `docs/events.md` describes each field for users.
 */

/** What a lane is: the main program, a worker thread, a child process or a coroutine. */
export type LaneKind = 'main' | 'thread' | 'process' | 'greenlet';

/** The schema's version, in every `run-start`. */
export const EVENT_VERSION = 1;

interface At {
  /** Seconds since `main` was called. */
  t: number;
}

interface OnLane extends At {
  /** The lane's unique label; a second lane of the same name gets `#2`. */
  lane: string;
}

/** The first event of a run. */
export interface RunStart extends At {
  /** What happened. */
  type: 'run-start';
  /** The schema's version: 1. */
  version: number;
  /** The demo's name. */
  demo: string;
  /** The demo's options, by name. */
  options: Record<string, unknown>;
  /** How many times faster than real time the demo's sleeps run. */
  speed: number;
  /** The version of Node, without a leading v. */
  node: string;
  /** How many cores the process may use. */
  cpus: number;
  /** ISO time at which the run began. */
  started: string;
}

/** A lane begins: a thread, process or greenlet runs its first instruction. */
export interface LaneStart extends OnLane {
  type: 'lane-start';
  kind: LaneKind;
  /** The label of the lane that started this one. */
  parent?: string;
  /** The operating system's process id. */
  pid: number;
  /** Node's thread id within that process. */
  tid: number;
}

/** A lane is over. */
export interface LaneEnd extends OnLane {
  type: 'lane-end';
  kind: LaneKind;
  how: 'returned' | 'failed' | 'killed';
}

/** A line of text. */
export interface Print extends OnLane {
  type: 'print';
  text: string;
}

/** The lane begins to sleep. */
export interface Sleep extends OnLane {
  type: 'sleep';
  /** Real seconds, after `--speed`. */
  seconds?: number;
  on?: string;
}

/** The lane begins to wait for something: `event`, `join t1`, `lock A`. */
export interface Wait extends OnLane {
  type: 'wait';
  on: string;
  /** The time-out in seconds, if there is one. */
  seconds?: number;
}

/** The lane's sleep or wait is over. */
export interface Wake extends OnLane {
  type: 'wake';
  on?: string;
}

/** An event (a lock, a queue) was set or cleared by the lane. */
export interface Flag extends OnLane {
  type: 'set' | 'clear';
  on: string;
}

/** A step in the life of a pool's task. */
export interface Task extends OnLane {
  type: 'task-submit' | 'task-start' | 'task-end' | 'callback';
  task: number;
  /** The lane of the worker that runs it, where known. */
  worker?: string;
}

/** A greenlet hands control to another lane. */
export interface Switch extends OnLane {
  type: 'switch';
  to: string;
}

/** An error that nobody on the lane caught. */
export interface Failure extends OnLane {
  type: 'error';
  name: string;
  message: string;
}

/** The last event of a run, with the facts about it. */
export interface RunEnd extends At {
  /** What happened. */
  type: 'run-end';
  /** Seconds from the call of `main` until the last non-daemon lane ended. */
  elapsed: number;
  /** Seconds that the run would take if starting, switching and waking cost nothing; null if there is none. */
  ideal: number | null;
  /** How it ended: `failed` if an error ended a lane, `interrupted` if a signal ended the run. */
  status: 'ok' | 'failed' | 'interrupted';
  /** How many threads it started. */
  threads: number;
  /** How many child processes it started. */
  processes: number;
  /** User and system seconds of all processes of the run. */
  cpuSeconds: number;
  /** An upper bound: the sum of every process's own peak. */
  peakMemoryBytes: number;
}

/** Anything that happens on a lane; `docs/events.md` tells the fields of each type. */
export type LaneEvent =
  LaneStart | LaneEnd | Print | Sleep | Wait | Wake | Flag | Task | Switch | Failure;

/** One thing that happened in a run. */
export type TraceEvent = RunStart | LaneEvent | RunEnd;

/** Takes events as they come; `end` is called once, after the last. */
export interface Renderer {
  /** @returns where what it writes to is full, a promise that is kept when it takes more */
  event(event: TraceEvent): void | Promise<void>;
  /**
   * Takes what a lane printed as the JSON of its event, where nobody wants it taken apart: a program may
   * print a million lines. Whoever lacks this gets them by `event`.
   */
  printed?(json: string): void | Promise<void>;
  end?(): void | Promise<void>;
}

type WithoutStamp<E> = E extends unknown ? Omit<E, 't' | 'lane' | 'parent' | 'to'> : never;

/** A lane, named by its label, by its number in the same process, or by process and number. */
export type LaneAddress = string | number | readonly [process: number, lane: number];

/**
 * An event as its lane emits it: time and lane are added on the way. Where it names another lane,
 * it does so by number, since only the recorder knows every lane's unique label.
 */
export type Emitted = WithoutStamp<LaneEvent> & {
  parent?: LaneAddress;
  to?: number;
  name?: string;
};
