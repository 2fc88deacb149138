/**
 * Timers that are never early: Node's may fire a millisecond before, and at once beyond 24 days.
 *
 * All of one length stand in a line, in which nobody overtakes, and the first of them is waited for by a
 * timer of Node's. One of Node's for each was a fifth of what ten thousand that sleep cost.
 */

const LONGEST_MS = 2 ** 31 - 1;

/** A place in a line. */
interface Place {
  sooner: Place | null;
  later: Place | null;
}

/** Something whose time can be up. It is its own place in the line: thousands of them cost one object each less. */
export interface Expiring extends Place {
  /** When, by `performance.now()`. */
  deadlineMs: number;
  /** Called when the time is up. What interrupts others then takes its turn after those that were due before. */
  expire(): void;
}

/** Those that wait equally long, in a ring that begins and ends here. */
class Line implements Place {
  sooner: Place = this;
  later: Place = this;
  private readonly ms: number;
  private timer: NodeJS.Timeout;

  constructor(ms: number) {
    this.ms = ms;
    this.timer = this.wakeIn(ms);
  }

  add(last: Expiring): void {
    last.sooner = this.sooner;
    last.later = this;
    this.sooner.later = last;
    this.sooner = last;
  }

  /** Nobody waits here any more. */
  close(): void {
    clearTimeout(this.timer);
    lines.delete(this.ms);
  }

  tick(): void {
    while (this.later !== this) {
      const first = this.later as Expiring;
      const leftMs = first.deadlineMs - performance.now();
      if (leftMs > 0) {
        this.timer = this.wakeIn(leftMs);
        return;
      }
      stopTimer(first);
      first.expire();
    }
  }

  private wakeIn(ms: number): NodeJS.Timeout {
    return setTimeout(tick, Math.min(Math.ceil(ms), LONGEST_MS), this);
  }
}

const lines = new Map<number, Line>();

/** Lets its time be up after `seconds`; undefined or Infinity is never. The program lives until then. */
export function startTimer(what: Expiring, seconds: number | undefined): void {
  if (seconds === undefined || seconds === Infinity) return;
  const ms = seconds * 1000;
  what.deadlineMs = performance.now() + ms;
  // By whole milliseconds, which is as exact as Node's: else any fraction would have a line of its own.
  const length = Math.ceil(ms);
  let line = lines.get(length);
  if (line === undefined) lines.set(length, (line = new Line(length)));
  line.add(what);
}

/** Its time will not be up. */
export function stopTimer(what: Expiring): void {
  const { sooner, later } = what;
  if (sooner === null || later === null) return;
  sooner.later = later;
  later.sooner = sooner;
  what.sooner = what.later = null;
  if (sooner === later) (later as Line).close();
}

function tick(line: Line): void {
  line.tick();
}
