/** A run played again: where one is in it, at what pace it goes on, what lies before and behind. */
import type { TraceEvent } from './event.js';
import type { Run } from './recording.js';
import { histories, spanAt, type LaneHistory, type Span } from './spans.js';

/** The slowest and the fastest pace, as factors of the recorded one. */
export const slowest = 0.25;
export const fastest = 100;

/** A pace that no replay takes. */
export class SpeedError extends RangeError {
  override name = 'SpeedError';
  constructor(got: unknown) {
    super(`Expected a speed from ${slowest} to ${fastest}, got ${String(got)}.`);
  }
}

/** What a lane is doing at the moment that the replay has reached. */
export interface LaneAt {
  history: LaneHistory;
  /** Null before the lane began; `done` from its end on. */
  span: Span | null;
}

/**
 * A place in a run that moves on with the clock, or step by step, in both directions. It shows nothing
 * and sets no timer: whoever shows it asks `advance` what is new and `untilNext` when to ask again.
 *
 * @example
 * const replay = new Replay(run, () => performance.now() / 1000);
 * replay.play();
 * setTimeout(() => replay.advance().forEach(show), replay.untilNext() * 1000);
 */
export class Replay {
  readonly run: Run;
  readonly lanes: readonly LaneHistory[];
  readonly #clock: () => number;
  #speed = 1;
  /** How many events lie behind. */
  #passed = 0;
  /** Seconds of the run, at the time of the clock given by `#since` if it plays, else now. */
  #t = 0;
  #since: number | null = null;

  /**
   * @param run what to replay
   * @param clock seconds from any beginning, never falling
   */
  constructor(run: Run, clock: () => number) {
    this.run = run;
    this.lanes = histories(run.events);
    this.#clock = clock;
  }

  /** The place in the run, in seconds since its `main` was called. */
  get t(): number {
    if (this.#since === null) return this.#t;
    const t = this.#t + (this.#clock() - this.#since) * this.#speed;
    return Math.min(t, Math.max(this.#t, this.run.duration));
  }

  /** How many events lie behind. */
  get passed(): number {
    return this.#passed;
  }

  /** The event that happened last; null at the beginning. */
  get last(): TraceEvent | null {
    return this.run.events[this.#passed - 1] ?? null;
  }

  get playing(): boolean {
    return this.#since !== null;
  }

  /** Whether every event lies behind. */
  get over(): boolean {
    return this.#passed === this.run.events.length;
  }

  /** How many times faster than recorded it plays. */
  get speed(): number {
    return this.#speed;
  }

  /** @throws SpeedError outside `slowest` to `fastest` */
  set speed(speed: number) {
    if (!(speed >= slowest && speed <= fastest)) throw new SpeedError(speed);
    const { playing } = this;
    this.pause();
    this.#speed = speed;
    if (playing) this.play();
  }

  /** Lets it go on with the clock; at the end of the run, from the beginning. */
  play(): void {
    if (this.playing) return;
    if (this.over) this.#stand(0);
    this.#since = this.#clock();
  }

  /** Holds it where it is. */
  pause(): void {
    this.#t = this.t;
    this.#since = null;
  }

  /**
   * Moves on to where the clock says it is.
   *
   * @returns the events that were passed on the way; it pauses after the last of the run
   */
  advance(): TraceEvent[] {
    const { events } = this.run;
    const from = this.#passed;
    const { t } = this;
    while (this.#passed < events.length && events[this.#passed]!.t <= t) this.#passed += 1;
    if (this.over) this.pause();
    return events.slice(from, this.#passed);
  }

  /** Seconds of the clock until the next event is due; Infinity if it does not play. */
  untilNext(): number {
    const next = this.run.events[this.#passed];
    if (!this.playing || next === undefined) return Infinity;
    return Math.max(0, (next.t - this.t) / this.#speed);
  }

  /**
   * Steps over the next event and pauses there.
   *
   * @returns the event; null at the end
   */
  next(): TraceEvent | null {
    return this.#stand(this.#passed + 1) ? this.last : null;
  }

  /**
   * Steps back over the last event and pauses there.
   *
   * @returns the event that lies ahead again; null at the beginning
   */
  previous(): TraceEvent | null {
    return this.#stand(this.#passed - 1) ? this.run.events[this.#passed]! : null;
  }

  /**
   * Steps to just after the next event of a lane and pauses there.
   *
   * @returns the events that were passed, that one last; none if the lane has no more
   */
  nextOf(lane: string): TraceEvent[] {
    const from = this.#passed;
    const { events } = this.run;
    const at = events.findIndex((event, i) => i >= from && 'lane' in event && event.lane === lane);
    if (at === -1) return [];
    this.#stand(at + 1);
    return events.slice(from, this.#passed);
  }

  /**
   * Goes to a moment, in either direction; whether it plays stays as it is.
   *
   * @param t seconds since `main` was called, brought into the run's bounds
   */
  jumpTo(t: number): void {
    const { events, duration } = this.run;
    this.#t = Math.min(Math.max(0, t), duration);
    if (this.playing) this.#since = this.#clock();
    let low = 0;
    let high = events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (events[middle]!.t <= this.#t) low = middle + 1;
      else high = middle;
    }
    this.#passed = low;
  }

  /** What every lane is doing now. */
  states(): LaneAt[] {
    const { t } = this;
    return this.lanes.map((history) => ({ history, span: spanAt(history, t) }));
  }

  #stand(passed: number): boolean {
    this.pause();
    const { events } = this.run;
    if (passed < 0 || passed > events.length) return false;
    this.#passed = passed;
    this.#t = Math.max(0, events[passed - 1]?.t ?? 0);
    return true;
  }
}
