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

/** A function that another thread or process is to run is not exported by its module. */
export class NotExportedError extends Error {
  override name = 'NotExportedError';
  constructor(what: string, name: string, module: string) {
    super(
      `${what} must be a function that its module exports, so that a worker can import it; ` +
        `${module} does not export ${name === '' ? 'this one, which has no name' : `\`${name}\``}. ` +
        'Write `export function` there, or name the module that exports it: `module: import.meta.url`.',
    );
  }
}

/** A module starts threads or processes while a worker imports it, which would go on for ever. */
export class BootstrapError extends Error {
  override name = 'BootstrapError';
  constructor(what: string) {
    super(
      `${what} was started while its own module was being imported by a worker, which would start more without end. ` +
        'Start it inside a function that the worker does not call, such as `main`, and call that by `runMain(main)`, which does nothing in a worker.',
    );
  }
}

/** An argument that cannot be sent to another thread or process. */
export class NotCloneableError extends TypeError {
  override name = 'NotCloneableError';
  constructor(what: string, why: string) {
    super(
      `${what} cannot be sent to another thread or process: ${why.replace(/\.$/, '')}. ` +
        'Pass data (numbers, texts, arrays, plain objects, Map, Set, typed arrays, ...) or shared objects (Event, Lock, Queue, ...).',
    );
  }
}

/** More threads or processes were to be alive at once than the machine bears. */
export class NoRoomError extends Error {
  override name = 'NoRoomError';
  constructor(what: string, kind: 'threads' | 'processes', most: number) {
    super(
      `Cannot start ${what}: this machine bears about ${most} ${kind} of one program at once. ` +
        'Let a pool of a few workers do the tasks, or gevent.spawn: a greenlet takes less than a kilobyte.',
    );
  }
}
