/**
 * One class per situation; each message says what was expected, what came, and what to do.
 * Errors of one folder alone live in that folder.
 */

/** A call that blocks was made on Node's main thread, which must stay free. */
export class BlockingOnMainThreadError extends Error {
  override name = 'BlockingOnMainThreadError';
  constructor(blockingName: string, asyncName?: string) {
    super(
      `${blockingName} would block Node's main thread. ` +
        (asyncName === undefined ? '' : `Await ${asyncName} instead, or `) +
        `${asyncName === undefined ? 'Run' : 'run'} your program on a lane of its own with runMain(main).`,
    );
  }
}

/** A time-out that is no number of seconds from 0 up. */
export class BadTimeoutError extends RangeError {
  override name = 'BadTimeoutError';
  constructor(what: string, got: unknown) {
    super(
      `Expected the timeout of ${what} in seconds, a number from 0 up (leave it out to wait for ever), got ${String(got)}.`,
    );
  }
}

/**
 * Checks a time-out in seconds; undefined and Infinity mean to wait for ever.
 *
 * @throws BadTimeoutError
 */
export function checkTimeout(what: string, seconds: number | undefined): void {
  if (seconds !== undefined && !(typeof seconds === 'number' && seconds >= 0))
    throw new BadTimeoutError(what, seconds);
}
