/** What can be wrong with the use of greenlets. */

/** Ends the greenlet in which it is raised, quietly: its parent gets it as a value. */
export class GreenletExit extends Error {
  override name = 'GreenletExit';
}

/** Something else than a generator function was to become a greenlet. */
export class BadBodyError extends TypeError {
  override name = 'BadBodyError';
  constructor(got: string) {
    super(
      `Expected the body of a greenlet to be a generator function (function*), got ${got}. ` +
        'An async function is run by gevent.spawn().',
    );
  }
}

/** Something else than a greenlet was given as a parent, or any to the main greenlet. */
export class BadParentError extends TypeError {
  override name = 'BadParentError';
}

/** A greenlet was to become its own ancestor. */
export class ParentCycleError extends RangeError {
  override name = 'ParentCycleError';
  constructor(name: string, parent: string) {
    super(
      `${parent} cannot become the parent of ${name}, since ${name} is among its own ancestors. ` +
        'Choose a parent outside of that chain.',
    );
  }
}

/** A greenlet called `switch()` or `throw()` and did not yield what it returned. */
export class SwitchWithoutYieldError extends Error {
  override name = 'SwitchWithoutYieldError';
  constructor(name: string) {
    super(
      `${name} called switch() or throw() without yielding the result, so nothing was switched. ` +
        'Inside a greenlet write `yield other.switch()`.',
    );
  }
}

/** A greenlet yielded something else than a switch. */
export class NotASwitchError extends TypeError {
  override name = 'NotASwitchError';
  constructor(name: string, got: unknown) {
    super(
      `Expected ${name} to yield a switch, as in \`yield other.switch()\`, got ${typeof got}. ` +
        'Another generator is run by `yield*`.',
    );
  }
}
