/**
 * Greenlets: functions that hand control to each other by name.
 *
 * JavaScript cannot suspend a plain function, so a greenlet's body is a generator: it yields the
 * switch that it wants, and the trampoline makes it.
 */
import { BadBodyError, BadParentError, GreenletExit, ParentCycleError } from './errors.js';
import { current, setMain, switchTo } from './trampoline.js';

/** The body of a greenlet: a generator function that yields its switches. */
// oxlint-disable-next-line typescript/no-explicit-any -- what arrives at a `yield` is as free as in Python
export type GreenletBody = (...args: any[]) => Generator<unknown, unknown, any>;

type Step = IteratorResult<unknown, unknown>;

/**
 * A function that can be suspended and resumed by name; made by `greenlet(fn)`.
 *
 * It belongs to the thread that made it and cannot be sent to another. One that is still suspended
 * when the program ends is dropped, and its `finally` blocks do not run (in Python they run when the
 * last reference to it goes).
 *
 * @example
 * const gr = greenlet(function* (name: string) {
 *   const word = yield getcurrent().parent!.switch('ready');
 *   return `${name} got ${String(word)}`;
 * });
 * print(gr.switch('gr')); // ready
 * print(gr.switch('a word')); // gr got a word
 * print(gr.dead); // true
 * @see Python's `greenlet.greenlet`
 */
export class Greenlet {
  /** The name of its function, and of its lane. */
  readonly name: string;
  /** @internal The number of its lane, once it has one. */
  lane: number | null = null;
  /** @internal How it ended; null while it has not. */
  ended: 'returned' | 'failed' | 'killed' | null = null;
  /** @internal Null for the main greenlet. */
  readonly body: GreenletBody | null;
  #steps: Generator<unknown, unknown, unknown> | null = null;
  #parent: Greenlet | null;

  /** @internal Use `greenlet(fn, parent)`. */
  constructor(body: GreenletBody | null, parent: Greenlet | null) {
    this.name = body === null ? 'main' : body.name || 'greenlet';
    this.body = body;
    this.#parent = parent;
  }

  /** Whether its function has ended: by a return, an error or GreenletExit. */
  get dead(): boolean {
    return this.ended !== null;
  }

  /**
   * Who gets control, with its result or its error, when it ends: at first the greenlet that made it.
   * Null for the main greenlet.
   *
   * @throws BadParentError when set to something else than a greenlet, or on the main greenlet
   * @throws ParentCycleError when set to itself or to a descendant
   */
  get parent(): Greenlet | null {
    return this.#parent;
  }

  /**
   * Decides who gets control at its end.
   *
   * @throws BadParentError when it is no greenlet, or on the main greenlet
   * @throws ParentCycleError when it is this greenlet or one of its descendants
   */
  set parent(parent: Greenlet) {
    if (this.body === null) throw new BadParentError('The main greenlet cannot have a parent.');
    checkParent(parent);
    for (let at: Greenlet | null = parent; at !== null; at = at.#parent)
      if (at === this) throw new ParentCycleError(this.name, parent.name);
    this.#parent = parent;
  }

  /**
   * Hands control to this greenlet: starts it with the values as its arguments, or resumes it where it
   * switched away, with the value as the result of its `yield`. If it is dead, control and value go to
   * its parent.
   *
   * At the top level the call returns when control comes back to the top level. Inside a greenlet it
   * must be yielded. (Python's keyword arguments are an object here.)
   *
   * @param values one arrives as it is, none as undefined, several as an array
   * @returns at the top level: what was switched back, or the result of a greenlet that ended
   * @throws whatever no greenlet on the way to the top level caught
   * @example
   * const back = gr1.switch(); // at the top level
   * const got = yield gr2.switch(42); // inside a greenlet
   * @see Python's `greenlet.switch`
   */
  switch(...values: unknown[]): unknown {
    return values.length > 1
      ? switchTo(this, values, true, false)
      : switchTo(this, values[0], false, false);
  }

  /**
   * Hands control to this greenlet and raises an error there, where it switched away. One that has not
   * started dies of it at once. What it does not catch goes to its parent: an error as an error,
   * GreenletExit as a value.
   *
   * @param error an error, or a class to make one of; GreenletExit if left out
   * @param message for the error made of a class
   * @returns as `switch`; inside a greenlet it must be yielded, too
   * @throws whatever no greenlet on the way to the top level caught
   * @example
   * gr1.throw(new RangeError('no more'));
   * @see Python's `greenlet.throw`
   */
  throw(error: unknown = GreenletExit, message?: string): unknown {
    const made =
      typeof error === 'function' ? new (error as new (text?: string) => unknown)(message) : error;
    return switchTo(this, made, false, true);
  }

  /**
   * Names it and its state: `<greenlet test1, suspended>`.
   *
   * @returns that text
   */
  toString(): string {
    const state = this.dead
      ? 'dead'
      : this === current
        ? 'current'
        : this.#steps === null
          ? 'not started'
          : 'suspended';
    return `<greenlet ${this.name}, ${state}>`;
  }

  /** @internal Runs it to its next switch, or to its end. */
  resume(arriving: unknown, several: boolean): Step {
    if (this.#steps !== null) return this.#steps.next(arriving);
    const body = this.body!;
    const steps = several ? body(...(arriving as unknown[])) : body(arriving);
    if (typeof steps?.next !== 'function') throw new BadBodyError(`${this.name}, which is none`);
    this.#steps = steps;
    return steps.next();
  }

  /** @internal As `resume`, with an error where it switched away. */
  resumeWithError(error: unknown): Step {
    if (this.#steps === null) throw error;
    return this.#steps.throw(error);
  }
}

function checkParent(parent: unknown): void {
  if (!(parent instanceof Greenlet))
    throw new BadParentError(`Expected the parent to be a greenlet, got ${typeof parent}.`);
}

setMain(new Greenlet(null, null));

/**
 * Makes a greenlet: a function that runs when it is switched to, until it switches to another.
 *
 * @param fn a generator function; inside, `yield other.switch()` hands control on, and `yield*` runs a
 *   generator that does so for it
 * @param parent who gets control when it ends; the greenlet that calls this if left out
 * @returns the greenlet, not started
 * @throws BadBodyError, BadParentError
 * @example
 * const gr1 = greenlet(function* () {
 *   print('one');
 *   yield gr2.switch();
 *   print('three');
 * });
 * const gr2 = greenlet(function* () {
 *   print('two');
 *   yield gr1.switch();
 * });
 * gr1.switch();
 * @see Python's `greenlet.greenlet`
 */
export function greenlet(fn: GreenletBody, parent: Greenlet = current): Greenlet {
  if (typeof fn !== 'function') throw new BadBodyError(typeof fn);
  checkParent(parent);
  return new Greenlet(fn, parent);
}

/**
 * Tells which greenlet runs now: outside of all of them the main one, whose parent is null.
 *
 * @returns the current greenlet
 * @example
 * yield getcurrent().parent!.switch('back to who made me');
 * @see Python's `greenlet.getcurrent`
 */
export function getcurrent(): Greenlet {
  return current;
}
