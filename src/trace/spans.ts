/** What every lane did when: the model behind the timeline, the pictures and the replay. */
import type { LaneKind } from './event.js';

/** What a lane is doing. `ready`: it could run but has not been given its turn (greenlets). */
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

/** The history of one lane. */
export interface LaneHistory {
  lane: string;
  kind: LaneKind;
  parent?: string;
  pid: number;
  tid: number;
  /** Seconds since `main` was called; `to` is the end of the recording for a lane still open. */
  from: number;
  to: number;
  how?: 'returned' | 'failed' | 'killed';
  /** In order, without gaps, from `from` to `to`. */
  spans: Span[];
  marks: Mark[];
}
