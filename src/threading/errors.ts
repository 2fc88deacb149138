/** What can be wrong in the use of a thread; one class per situation. */

/** `start()` was called a second time. */
export class ThreadStartedError extends Error {
  override name = 'ThreadStartedError';
  constructor(thread: string) {
    super(`${thread} was already started; a thread runs once. Make a new Thread to run it again.`);
  }
}

/** `join()` was called before `start()`. */
export class ThreadNotStartedError extends Error {
  override name = 'ThreadNotStartedError';
  constructor(thread: string) {
    super(`${thread} cannot be joined before it is started. Call start() first.`);
  }
}

/** A thread tried to join itself, which would wait for ever. */
export class JoinCurrentThreadError extends Error {
  override name = 'JoinCurrentThreadError';
  constructor(thread: string) {
    super(`${thread} cannot join itself: it would wait for ever. Join it from another thread.`);
  }
}

/** `daemon` was set after the start. */
export class DaemonStatusError extends Error {
  override name = 'DaemonStatusError';
  constructor(thread: string) {
    super(
      `Cannot set daemon of ${thread}, which is started. Give it in the constructor: new Thread({ daemon: true }).`,
    );
  }
}

/** A time-out was given to a call that does not wait. */
export class TimeoutWithoutBlockingError extends Error {
  override name = 'TimeoutWithoutBlockingError';
  constructor(call: string) {
    super(
      `${call} was given a timeout although it must not block. Leave the timeout out, or let it block.`,
    );
  }
}

/** A lock was released that nobody holds. */
export class NotLockedError extends Error {
  override name = 'NotLockedError';
  constructor(lock: string) {
    super(
      `Cannot release ${lock}: nobody holds it. Call acquire() first, once for each release().`,
    );
  }
}

/** A thread used a lock that it does not hold, as only its holder may. */
export class NotHolderError extends Error {
  override name = 'NotHolderError';
  constructor(call: string, lock: string, holder: string | undefined) {
    super(
      `${call} needs ${lock} held by this thread, but ${
        holder === undefined ? 'nobody holds it' : `${holder} holds it`
      }. Call acquire() first, in the same thread.`,
    );
  }
}

/** A thread waits for a lock whose holder is over and will not release it. */
export class AbandonedLockError extends Error {
  override name = 'AbandonedLockError';
  constructor(lock: string, holder: string) {
    super(
      `${holder} ended without releasing ${lock}: what the lock guards may be half changed. ` +
        'Put what is right in its place and call release(), after which the lock works again; ' +
        'use with() or hold(), which release however the code ends.',
    );
  }
}

/** Threads wait for each other's locks in a ring, so that none of them could ever go on. */
export class DeadlockError extends Error {
  override name = 'DeadlockError';
  constructor(ring: string) {
    super(
      `Deadlock: ${ring}. ` +
        'Take locks in the same order everywhere, use an RLock where a thread takes its own lock again, or give a timeout.',
    );
  }
}

/** `with()` was given an async function, which is not over when it returns. */
export class AsyncBodyError extends TypeError {
  override name = 'AsyncBodyError';
  constructor(what: string) {
    super(
      `with() of ${what} was given a function that returns a promise; it was released before that was settled. ` +
        'Use withAsync().',
    );
  }
}

/** A number of permits that a semaphore cannot have, or give back. */
export class BadPermitsError extends RangeError {
  override name = 'BadPermitsError';
  constructor(what: string, least: number, got: unknown) {
    super(`${what} must be a whole number from ${least} up, got ${String(got)}.`);
  }
}

/** A bounded semaphore was released more often than it was acquired. */
export class TooManyReleasesError extends Error {
  override name = 'TooManyReleasesError';
  constructor(semaphore: string, most: number) {
    super(
      `${semaphore} was released more often than it was acquired: it has at most ${most} permits. ` +
        'Release once for each acquire(), or use a plain Semaphore.',
    );
  }
}

/** There was nothing to get from a queue, at once or in time: Python's `queue.Empty`. */
export class QueueEmptyError extends Error {
  override name = 'QueueEmptyError';
  constructor(queue: string) {
    super(`${queue} is empty. Call get() without a timeout to wait for an item.`);
  }
}

/** There was no room in a queue, at once or in time: Python's `queue.Full`. */
export class QueueFullError extends Error {
  override name = 'QueueFullError';
  constructor(queue: string, maxsize: number) {
    super(
      `${queue} holds ${maxsize} items and no more. Call put() without a timeout to wait for room.`,
    );
  }
}

/** `taskDone()` was called more often than items were put into the queue. */
export class TaskDoneError extends Error {
  override name = 'TaskDoneError';
  constructor(queue: string) {
    super(
      `taskDone() of ${queue} was called more often than items were put. Call it once an item.`,
    );
  }
}

/** A size that a queue cannot have. */
export class BadQueueSizeError extends RangeError {
  override name = 'BadQueueSizeError';
  constructor(got: unknown) {
    super(
      `The maxsize of a queue must be a whole number (0 or less for no limit), got ${String(got)}.`,
    );
  }
}

/** A number of parties that a barrier cannot have. */
export class BadPartiesError extends RangeError {
  override name = 'BadPartiesError';
  constructor(got: unknown) {
    super(`The parties of a barrier must be a whole number from 1 up, got ${String(got)}.`);
  }
}

/** The barrier was broken or reset while a thread waited in it, or before it came. */
export class BrokenBarrierError extends Error {
  override name = 'BrokenBarrierError';
  constructor(barrier: string) {
    super(
      `${barrier} is broken: it was aborted or reset, its action failed, or a wait in it ran out of time. ` +
        'Call reset() to use it again.',
    );
  }
}
