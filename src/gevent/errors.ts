/** What can go wrong among greenlets. */

/** The main program waits for something that nothing is left to bring about. */
export class LoopExit extends Error {
  override name = 'LoopExit';
  constructor() {
    super(
      'This wait would never end: no greenlet, timer or request is left that could wake it. ' +
        'Give it a timeout, or make sure that somebody sets what it waits for.',
    );
  }
}

/** A greenlet was started a second time. */
export class GreenletStartedError extends Error {
  override name = 'GreenletStartedError';
  constructor(name: string) {
    super(`${name} has been started already: a greenlet runs once. Spawn a new one.`);
  }
}

/** Something else than a function was to become a greenlet. */
export class NotAFunctionError extends TypeError {
  override name = 'NotAFunctionError';
  constructor(what: string, got: unknown) {
    super(`Expected ${what} to be a function, got ${typeof got}.`);
  }
}

/** A size or count that is no whole number in range. */
export class BadCountError extends RangeError {
  override name = 'BadCountError';
  constructor(what: string, least: number, got: unknown) {
    super(`Expected ${what} to be a whole number from ${least} up, got ${String(got)}.`);
  }
}

/** @throws BadCountError */
export function checkCount(what: string, least: number, count: number): void {
  if (!Number.isInteger(count) || count < least) throw new BadCountError(what, least, count);
}
