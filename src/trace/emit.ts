/**
 * Where the primitives say what happens. While nobody listens, `trace.on` is false and a call
 * site that tests it first costs two loads; only then is an event put into words.
 */
import type { Emitted } from './event.js';

/** Takes what this thread emits: a ring in shared memory, or a child process's pipe. */
export interface EventWriter {
  /** Stamps the event with the monotonic clock and hands it over; nothing is lost after it returns. */
  write(lane: number, event: Emitted): void;
}

/**
 * Whether anybody wants events. Test it before you build one. It stands in an object, since a variable that
 * changes is reached from another file of the built library by a call.
 */
export const trace = { on: false };

let writer: EventWriter | null = null;
let laneOf: () => number = () => 0;

/** Sends this thread's events to `to`; null stops them. */
export function listen(to: EventWriter | null): void {
  writer = to;
  trace.on = to !== null;
}

/** The number of the lane whose code runs now on this thread. */
export function currentLane(): number {
  return laneOf();
}

/** Changes how the current lane is found; greenlets and gevent nest theirs around the thread's own. */
export function findLaneBy(find: () => number): () => number {
  const before = laneOf;
  laneOf = find;
  return before;
}

/**
 * Says that `event` happened now, on the current lane or the one given.
 *
 * @example
 * if (trace.on) emit({ type: 'set', on: this.name });
 */
export function emit(event: Emitted, lane: number = laneOf()): void {
  if (writer !== null) writer.write(lane, event);
}
