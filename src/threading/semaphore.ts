/** Python's `threading.Semaphore` and `threading.BoundedSemaphore` on shared memory. */
import { checkTimeout } from '../lane/errors.js';
import { assertMayBlock } from '../lane/lane.js';
import { awaitOn, blockOn } from '../lane/wait.js';
import { shareableObject } from '../memory/object.js';
import { type DeadlineMs, deadlineIn, type Waiting, wake } from '../memory/park.js';
import { BadPermitsError, TimeoutWithoutBlockingError, TooManyReleasesError } from './errors.js';
import { Holdable } from './holdable.js';

/** `sleepers` counts all who wait, `pending` those of them who wait asynchronously. */
const Word = { permits: 1, sleepers: 2, pending: 3, most: 4 } as const;
const WORDS = 5;
const MOST_PERMITS = 2 ** 31 - 1;

/** How a semaphore is made. */
export interface SemaphoreOptions {
  /** A name for traces and errors, which then speak of `semaphore NAME`. */
  name?: string;
}

/**
 * A number of permits: `acquire()` takes one, and waits while there is none; `release()` gives one back.
 *
 * It has no holder: any thread may release it, also more often than it was acquired.
 *
 * @example
 * const seats = new Semaphore(3);
 * seats.with(() => print('at most three are here at a time'));
 * @see Python's `threading.Semaphore`
 */
export class Semaphore extends Holdable {
  protected get kind(): string {
    return 'semaphore';
  }

  protected get status(): string {
    return `${Atomics.load(this.words, Word.permits)} free`;
  }

  /**
   * @param permits how many there are at first, a whole number from 0 up
   * @param options all optional
   * @throws BadPermitsError when `permits` is negative or no whole number
   */
  constructor(permits = 1, options: SemaphoreOptions = {}) {
    assertPermits('The number of permits of a semaphore', permits, 0);
    super(WORDS, options.name);
    this.words[Word.permits] = permits;
    this.words[Word.most] = MOST_PERMITS;
  }

  /**
   * Takes a permit, blocking this thread until there is one.
   *
   * @param blocking false: do not wait, return false where there is none
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @returns true with a permit, false without
   * @throws TimeoutWithoutBlockingError when a time-out is given although it must not block
   * @throws BadTimeoutError when the time-out is negative or no number
   * @throws BlockingOnMainThreadError on the main thread of a plain script: await `acquireAsync()` there
   */
  acquire(blocking = true, timeoutSeconds?: number): boolean {
    if (!blocking) {
      if (timeoutSeconds !== undefined)
        throw new TimeoutWithoutBlockingError('Semaphore.acquire()');
      return this.tryTake();
    }
    checkTimeout('Semaphore.acquire()', timeoutSeconds);
    assertMayBlock('Semaphore.acquire()', 'Semaphore.acquireAsync()');
    if (this.tryTake()) return true;
    return blockOn(this.label, timeoutSeconds, this.take(deadlineIn(timeoutSeconds)));
  }

  /**
   * As `acquire`, without blocking the thread. While it is pending, the program stays alive.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @returns resolves to true with a permit, to false if the time was up first
   * @throws BadTimeoutError when the time-out is negative or no number
   */
  async acquireAsync(timeoutSeconds?: number): Promise<boolean> {
    checkTimeout('Semaphore.acquireAsync()', timeoutSeconds);
    return awaitOn(this.label, timeoutSeconds, this.take(deadlineIn(timeoutSeconds)));
  }

  /**
   * Gives permits back, and lets as many waiting threads have them.
   *
   * @param permits how many, a whole number from 1 up
   * @throws BadPermitsError when `permits` is not
   * @throws TooManyReleasesError from a BoundedSemaphore that would exceed its first number
   */
  release(permits = 1): void {
    assertPermits('The number of permits to release', permits, 1);
    const { words } = this;
    const most = words[Word.most]!;
    for (;;) {
      const free = Atomics.load(words, Word.permits);
      if (free + permits > most) throw new TooManyReleasesError(this.label, most);
      if (Atomics.compareExchange(words, Word.permits, free, free + permits) === free) break;
    }
    wake(words, Word.permits, permits, Word.sleepers, Word.pending);
  }

  private tryTake(): boolean {
    for (;;) {
      const free = Atomics.load(this.words, Word.permits);
      if (free === 0) return false;
      if (Atomics.compareExchange(this.words, Word.permits, free, free - 1) === free) return true;
    }
  }

  private *take(deadline: DeadlineMs): Waiting<boolean> {
    const { words } = this;
    const { permits: index, sleepers, pending } = Word;
    while (!this.tryTake())
      if (!(yield { words, index, seen: 0, deadline, sleepers, pending })) return this.tryTake();
    return true;
  }
}

/**
 * A semaphore that refuses to be released more often than it was acquired, which is a mistake mostly.
 *
 * @example
 * const seats = new BoundedSemaphore(3);
 * seats.acquire();
 * seats.release(); // once more would throw TooManyReleasesError
 * @see Python's `threading.BoundedSemaphore`
 */
export class BoundedSemaphore extends Semaphore {
  /**
   * @param permits how many there are at first and at most, a whole number from 0 up
   * @param options all optional
   * @throws BadPermitsError when `permits` is negative or no whole number
   */
  constructor(permits = 1, options: SemaphoreOptions = {}) {
    super(permits, options);
    this.words[Word.most] = permits;
  }
}

function assertPermits(what: string, permits: number, least: number): void {
  if (!Number.isInteger(permits) || permits < least || permits > MOST_PERMITS)
    throw new BadPermitsError(what, least, permits);
}

shareableObject('BoundedSemaphore', BoundedSemaphore, WORDS);
shareableObject('Semaphore', Semaphore, WORDS);
