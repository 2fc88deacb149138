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
