/**
 * The trampoline: makes the switches that greenlets ask for. It runs while the top level of the
 * program waits in `switch()` or `throw()`, and ends when control comes back to the main greenlet.
 */
import { trace } from '../trace/emit.js';
import { GreenletExit, NotASwitchError, SwitchWithoutYieldError } from './errors.js';
import { nestLanes, traceSwitch } from './lanes.js';
import type { Greenlet } from './greenlet.js';

/** What `switch()` returns inside a greenlet; the trampoline expects it behind each `yield`. */
const SWITCH = Symbol('switch');

/** Who runs now. */
export let current: Greenlet;
let main: Greenlet;

/** Who was asked for and has not got its turn yet; what arrives there: a value or an error. */
let target: Greenlet | null = null;
let arriving: unknown;
/** Whether `arriving` is an array of several values. */
let several = false;
let failing = false;

/** Names the greenlet of the code outside of all greenlets. */
export function setMain(greenlet: Greenlet): void {
  main = current = greenlet;
}

/** At the top level: switches and returns what comes back. Inside a greenlet: asks for the switch. */
export function switchTo(to: Greenlet, value: unknown, many: boolean, error: boolean): unknown {
  if (target !== null) {
    target = null;
    throw new SwitchWithoutYieldError(current.name);
  }
  target = to;
  arriving = value;
  several = many;
  failing = error;
  if (current !== main) return SWITCH;
  if (!trace.on) return drive();
  const restore = nestLanes(main, () => current.lane!);
  try {
    return drive();
  } finally {
    restore();
  }
}

function drive(): unknown {
  for (;;) {
    let next = target!;
    target = null;
    while (next.dead) {
      if (arriving instanceof GreenletExit) failing = false;
      next = next.parent!;
    }
    if (trace.on && next !== current) traceSwitch(current, next);
    current = next;
    if (next === main) return arrive();
    try {
      const step = failing ? next.resumeWithError(arriving) : next.resume(arriving, several);
      if (step.done !== true) {
        expectSwitch(step.value);
        continue;
      }
      if (target !== null) throw new SwitchWithoutYieldError(next.name);
      arriving = step.value;
      failing = false;
      next.ended = 'returned';
    } catch (error) {
      arriving = error;
      failing = !(error instanceof GreenletExit);
      next.ended = failing ? 'failed' : 'killed';
    }
    several = false;
    target = next.parent;
  }
}

function arrive(): unknown {
  const value = arriving;
  arriving = undefined; // keeps nothing alive
  if (failing) throw value;
  return value;
}

/** Raises an error where the current greenlet yielded something else than a switch. */
function expectSwitch(got: unknown): void {
  if (target !== null && got === SWITCH) return;
  arriving =
    target === null
      ? new NotASwitchError(current.name, got)
      : new SwitchWithoutYieldError(current.name);
  failing = true;
  target = current;
}
