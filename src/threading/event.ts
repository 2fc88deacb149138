/** Python's `threading.Event` in one word of shared memory. */
import { checkTimeout } from '../lane/errors.js';
import { assertMayBlock } from '../lane/lane.js';
import { waiting } from '../lane/wait.js';
import { shareableObject, SharedObject } from '../memory/object.js';
import { deadlineIn, park, parkAsync } from '../memory/park.js';
import { currentLane, emit, trace } from '../trace/emit.js';

/** `state` counts the changes: it is odd while the event is set. */
const Word = { state: 1, sleepers: 2 } as const;
const WORDS = 4;

/** How an event is made. */
export interface EventOptions {
  /** A name for traces, which then speak of `event NAME`. */
  name?: string;
}

/**
 * A flag that threads wait for: unset at first, `set()` releases everybody who waits.
 *
 * Pass it to threads in `args`, in a field or nested in arrays and objects: it is the same event there.
 *
 * @example
 * const green = new Event();
 * new Thread({ target: car, args: ['MINI', green] }).start();
 * sleep(5);
 * green.set();
 * @see Python's `threading.Event`
 */
export class Event extends SharedObject {
  protected get kind(): string {
    return 'event';
  }

  protected get status(): string {
    return this.isSet() ? 'set' : 'unset';
  }

  /**
   * @param options all optional
   */
  constructor(options: EventOptions = {}) {
    super(WORDS, options.name);
  }

  /**
   * Whether the event is set.
   *
   * @returns true from a `set()` until the next `clear()`
   * @see Python's `Event.is_set`
   */
  isSet(): boolean {
    return (Atomics.load(this.words, Word.state) & 1) === 1;
  }

  /**
   * Sets the event and releases all who wait, also those whom a `clear()` directly after it would
   * overtake. Does nothing to one that is set.
   */
  set(): void {
    const { words } = this;
    const state = Atomics.load(words, Word.state);
    if ((state & 1) === 1) return;
    // Said before it is done, so that nobody's wake-up is stamped before its cause.
    if (trace.on) emit({ type: 'set', on: this.label });
    // If this fails, somebody else has set it since.
    if (Atomics.compareExchange(words, Word.state, state, (state + 1) | 0) !== state) return;
    if (Atomics.load(words, Word.sleepers) !== 0) Atomics.notify(words, Word.state);
  }

  /** Unsets the event: whoever waits from now on waits for the next `set()`. */
  clear(): void {
    const { words } = this;
    const state = Atomics.load(words, Word.state);
    if ((state & 1) === 0) return;
    if (trace.on) emit({ type: 'clear', on: this.label });
    Atomics.compareExchange(words, Word.state, state, (state + 1) | 0);
  }

  /**
   * Blocks this thread until the event is set; returns at once where it is.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @returns true if the event was set, false if the time was up first
   * @throws BadTimeoutError when the time-out is negative or no number
   * @throws BlockingOnMainThreadError on the main thread of a plain script: await `waitAsync()` there
   * @example
   * if (!green.wait(5)) print('still red');
   */
  wait(timeoutSeconds?: number): boolean {
    checkTimeout('Event.wait()', timeoutSeconds);
    assertMayBlock('Event.wait()', 'Event.waitAsync()');
    const state = Atomics.load(this.words, Word.state);
    if ((state & 1) === 1) return true;
    if (trace.on) emit(waiting(this.label, timeoutSeconds));
    // Any change of an even state was a `set()`, whatever came after it.
    const woken = park(this.words, Word.state, state, deadlineIn(timeoutSeconds), Word.sleepers);
    if (trace.on) emit({ type: 'wake', on: this.label });
    return woken;
  }

  /**
   * As `wait`, without blocking the thread. While it is pending, the program stays alive.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @returns resolves to true if the event was set, to false if the time was up first
   * @throws BadTimeoutError when the time-out is negative or no number
   * @example
   * await green.waitAsync();
   */
  async waitAsync(timeoutSeconds?: number): Promise<boolean> {
    checkTimeout('Event.waitAsync()', timeoutSeconds);
    const state = Atomics.load(this.words, Word.state);
    if ((state & 1) === 1) return true;
    const lane = currentLane();
    if (trace.on) emit(waiting(this.label, timeoutSeconds), lane);
    const woken = await parkAsync(
      this.words,
      Word.state,
      state,
      deadlineIn(timeoutSeconds),
      Word.sleepers,
    );
    if (trace.on) emit({ type: 'wake', on: this.label }, lane);
    return woken;
  }
}

shareableObject('Event', Event, WORDS);
