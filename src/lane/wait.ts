/** How a lane waits: it says so while it does. */
import { deadlineIn, type DeadlineMs, park, parkAsync, type Waiting } from '../memory/park.js';
import type { Emitted } from '../trace/event.js';
import { currentLane, emit, trace } from '../trace/emit.js';

/** The event of a lane that begins to wait for `on`, at most `seconds`. */
export function waiting(on: string, seconds: number | undefined): Emitted {
  return seconds === undefined || seconds === Infinity
    ? { type: 'wait', on }
    : { type: 'wait', on, seconds };
}

/** A thread or process whose end can be waited for. */
interface Joinable {
  name: string;
  /** False if the deadline came first. */
  join(deadline: DeadlineMs): boolean;
  joinAsync(deadline: DeadlineMs): Promise<boolean>;
}

/** Blocks this thread until the other one, or the process, is over or the time is up. */
export function blockUntilOver(other: Joinable, timeoutSeconds: number | undefined): void {
  const on = `join ${other.name}`;
  if (trace.on) emit(waiting(on, timeoutSeconds));
  other.join(deadlineIn(timeoutSeconds));
  if (trace.on) emit({ type: 'wake', on });
}

/** As `blockUntilOver`, awaiting. */
export async function awaitOver(
  other: Joinable,
  timeoutSeconds: number | undefined,
): Promise<void> {
  const lane = currentLane();
  const on = `join ${other.name}`;
  if (trace.on) emit(waiting(on, timeoutSeconds), lane);
  await other.joinAsync(deadlineIn(timeoutSeconds));
  if (trace.on) emit({ type: 'wake', on }, lane);
}

/**
 * Runs an algorithm to its end, blocking this thread at each of its waits.
 *
 * @param on what events call that which it waits for
 * @param timeoutSeconds the time-out, for the events; the algorithm minds it itself
 */
export function blockOn<T>(on: string, timeoutSeconds: number | undefined, steps: Waiting<T>): T {
  let step = steps.next();
  if (step.done === true) return step.value;
  if (trace.on) emit(waiting(on, timeoutSeconds));
  try {
    while (step.done !== true) {
      const { words, index, seen, deadline, sleepers } = step.value;
      step = steps.next(park(words, index, seen, deadline, sleepers));
    }
    return step.value;
  } finally {
    if (trace.on) emit({ type: 'wake', on });
  }
}

/** As `blockOn`, awaiting each of the waits. */
export async function awaitOn<T>(
  on: string,
  timeoutSeconds: number | undefined,
  steps: Waiting<T>,
): Promise<T> {
  let step = steps.next();
  if (step.done === true) return step.value;
  const lane = currentLane();
  if (trace.on) emit(waiting(on, timeoutSeconds), lane);
  try {
    while (step.done !== true) {
      const { words, index, seen, deadline, sleepers, pending } = step.value;
      if (pending !== undefined) Atomics.add(words, pending, 1);
      const changed = await parkAsync(words, index, seen, deadline, sleepers);
      if (pending !== undefined) Atomics.sub(words, pending, 1);
      step = steps.next(changed);
    }
    return step.value;
  } finally {
    if (trace.on) emit({ type: 'wake', on }, lane);
  }
}
