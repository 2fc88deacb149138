/** Giving way to the other greenlets for a time. */
import { BadTimeoutError } from '../lane/errors.js';
import { settings } from '../lane/lane.js';
import { giveTurn } from './turns.js';
import { Wait } from './wait.js';

/**
 * Lets this greenlet sleep and the others run.
 *
 * `sleep(0)` gives way: every other greenlet that could run gets its turn first, and so do I/O and
 * timers. Under `--speed n` the real time is n times shorter. (Python's also takes a negative time.)
 *
 * @param seconds how long, in seconds, from 0 up; 0 if left out
 * @returns a promise to await
 * @throws BadTimeoutError when `seconds` is negative or no number
 * @example
 * await gevent.sleep(0.5);
 * @see Python's `gevent.sleep`
 */
export function sleep(seconds = 0): Promise<void> {
  if (!(typeof seconds === 'number' && seconds >= 0))
    return Promise.reject(new BadTimeoutError('gevent.sleep', seconds));
  if (seconds > 0) return new Wait<void>(undefined, seconds / settings.speed, giveTurn).promise;
  const wait = new Wait<void>(undefined, 0);
  giveTurn(wait);
  return wait.promise;
}
