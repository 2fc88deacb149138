/** A limit of time, and what happens when it is over. */
import { type Expiring, startTimer, stopTimer } from './timer.js';
import { giveTurn, type Turn } from './turns.js';

/** A time after which something is interrupted: in a turn of its own, after all that was due before. */
export class Limit implements Expiring, Turn {
  deadlineMs = 0;
  sooner: Expiring['sooner'] = null;
  later: Expiring['later'] = null;
  private due = false;
  private readonly interrupt: () => void;

  constructor(interrupt: () => void) {
    this.interrupt = interrupt;
  }

  /** Whether it counts. */
  get pending(): boolean {
    return this.later !== null;
  }

  /** Begins to count; undefined or Infinity is no limit. */
  start(seconds: number | undefined): void {
    startTimer(this, seconds);
  }

  /** Nothing happens any more, also where the time is up and the turn has not come. */
  stop(): void {
    stopTimer(this);
    this.due = false;
  }

  expire(): void {
    this.due = true;
    // Once all timers that are over have been looked at: one of another length may have been due sooner.
    setImmediate(giveTurn, this);
  }

  takeTurn(): void {
    if (this.due) this.interrupt();
    this.due = false;
  }
}
