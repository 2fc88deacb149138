/** A real wait of this thread. */
import { emit, trace } from '../trace/emit.js';
import { deadlineIn, park } from '../memory/park.js';
import { assertMayBlock, settings } from './lane.js';
import { BadTimeoutError } from './errors.js';

const never = new Int32Array(new SharedArrayBuffer(4));

/**
 * Blocks this thread for the given time.
 *
 * @param seconds how long, in seconds, from 0 up; under `--speed n` the real time is n times shorter
 * @throws BadTimeoutError when `seconds` is negative or no number
 * @throws BlockingOnMainThreadError on the main thread of a plain script: await `gevent.sleep` there
 * @example
 * sleep(1);
 * @see Python's `time.sleep`
 */
export function sleep(seconds: number): void {
  if (!(typeof seconds === 'number' && seconds >= 0)) throw new BadTimeoutError('sleep', seconds);
  assertMayBlock('sleep()', 'gevent.sleep()');
  const real = seconds / settings.speed;
  const deadline = deadlineIn(real);
  if (trace.on) emit({ type: 'sleep', seconds: real });
  park(never, 0, 0, deadline);
  if (trace.on) emit({ type: 'wake' });
}
