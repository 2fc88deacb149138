/** Timers that are never early: Node's may fire a millisecond before, and at once beyond 24 days. */

const LONGEST_MS = 2 ** 31 - 1;

/** Something whose time can be up. It is its own timer: thousands of them cost one object each less. */
export interface Expiring {
  /** When, by `performance.now()`. */
  deadlineMs: number;
  timer: NodeJS.Timeout | null;
  /** Called when the time is up. */
  expire(): void;
}

/** Lets its time be up after `seconds`; undefined or Infinity is never. The program lives until then. */
export function startTimer(what: Expiring, seconds: number | undefined): void {
  if (seconds === undefined || seconds === Infinity) return;
  const ms = seconds * 1000;
  what.deadlineMs = performance.now() + ms;
  what.timer = setTimeout(tick, Math.min(Math.ceil(ms), LONGEST_MS), what);
}

/** Its time will not be up. */
export function stopTimer(what: Expiring): void {
  if (what.timer !== null) clearTimeout(what.timer);
  what.timer = null;
}

function tick(what: Expiring): void {
  const leftMs = what.deadlineMs - performance.now();
  if (leftMs > 0) what.timer = setTimeout(tick, Math.min(Math.ceil(leftMs), LONGEST_MS), what);
  else {
    what.timer = null;
    what.expire();
  }
}
