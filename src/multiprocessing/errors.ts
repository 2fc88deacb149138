/** What can be wrong in the use of processes and pools; one class per situation. */

/** `start()` was called a second time. */
export class ProcessStartedError extends Error {
  override name = 'ProcessStartedError';
  constructor(name: string) {
    super(`${name} was already started; a process runs once. Make a new Process to run it again.`);
  }
}

/** A process that was never started was joined or told to end. */
export class ProcessNotStartedError extends Error {
  override name = 'ProcessNotStartedError';
  constructor(what: string, name: string) {
    super(`${what} needs a process that was started, and ${name} was not. Call start() first.`);
  }
}

/** A process was closed while it still runs. */
export class ProcessAliveError extends Error {
  override name = 'ProcessAliveError';
  constructor(name: string) {
    super(`Cannot close ${name} while it runs. Call join() or terminate() first.`);
  }
}

/** A process was used after `close()`. */
export class ProcessClosedError extends Error {
  override name = 'ProcessClosedError';
  constructor(name: string) {
    super(`${name} is closed. Ask for what you need before you call close().`);
  }
}

/** Something was changed that only counts before the start. */
export class ProcessDaemonError extends Error {
  override name = 'ProcessDaemonError';
  constructor(name: string) {
    super(
      `Cannot set daemon of ${name}, which is started. Give it in the constructor: new Process({ daemon: true }).`,
    );
  }
}

/** Something was sent to, or expected from, a pipe that is closed: Python's `EOFError`. */
export class EndOfPipeError extends Error {
  override name = 'EndOfPipeError';
  constructor(what: string) {
    super(`Cannot ${what}: the pipe is closed, and everything that was sent has been received.`);
  }
}

/** The wrong end of a one-way pipe was used. */
export class OneWayError extends Error {
  override name = 'OneWayError';
  constructor(method: string, does: string) {
    super(
      `Cannot ${method}() here: this end of a one-way pipe only ${does}. Use the other end, or Pipe(), which goes both ways.`,
    );
  }
}

/** A pool was asked for with an impossible number of workers or tasks. */
export class PoolSizeError extends RangeError {
  override name = 'PoolSizeError';
  constructor(what: string, got: unknown) {
    super(`Expected ${what} to be a whole number from 1 up, got ${String(got)}.`);
  }
}

/** A task was given to a pool that takes no more. */
export class PoolClosedError extends Error {
  override name = 'PoolClosedError';
  constructor() {
    super(
      'The pool takes no more tasks: it was closed or terminated. Submit before close(), or make a new pool.',
    );
  }
}

/** A pool was joined while it still takes tasks. */
export class PoolRunningError extends Error {
  override name = 'PoolRunningError';
  constructor() {
    super('Cannot join a pool that still takes tasks. Call close() or terminate() first.');
  }
}

/** The pool was terminated before the task was done. */
export class PoolTerminatedError extends Error {
  override name = 'PoolTerminatedError';
  constructor() {
    super('The pool was terminated before this task was done.');
  }
}

/** A result was asked for that is not there yet. */
export class ResultNotReadyError extends Error {
  override name = 'ResultNotReadyError';
  constructor() {
    super('The task is not done yet, so nobody knows whether it succeeds. Call wait() first.');
  }
}

/** A result did not come in time; the task goes on. */
export class TaskTimeoutError extends Error {
  override name = 'TaskTimeoutError';
  constructor(seconds: number) {
    super(
      `The result did not come within ${seconds} s; the task goes on. Call get() again, or wait longer.`,
    );
  }
}

/** A worker of a pool ended in the middle of a task. */
export class WorkerDiedError extends Error {
  override name = 'WorkerDiedError';
  constructor(worker: string, how: string, certain: boolean) {
    super(
      `${worker} ${how} ` +
        (certain ? 'while it ran this task.' : 'before it reported this task, which may have run.'),
    );
  }
}

/** No worker of the pool comes to life, so no task can run. */
export class PoolBrokenError extends Error {
  override name = 'PoolBrokenError';
  constructor(why: string, cause?: unknown) {
    super(`The pool cannot run tasks: ${why}.`, cause === undefined ? {} : { cause });
  }
}

/** A task's result cannot be sent back. */
export class UnsendableResultError extends Error {
  override name = 'UnsendableResultError';
  constructor(why: string) {
    super(
      `The task is done, but its result cannot be sent back: ${why.replace(/\.$/, '')}. Return data (numbers, texts, arrays, plain objects, ...).`,
    );
  }
}
