/**
 * Whose code runs, and what of it waits. A scope is a stretch of code that can be interrupted as a
 * whole: a greenlet (by `kill`) or the body of a `withTimeout`, nested as they are called; outside of
 * all of them is the main program's.
 */
import { findLaneBy } from '../trace/emit.js';
import { type Context, openContext } from './context.js';
import type { Greenlet } from './greenlet.js';

/** Something that waits within a scope and can be made to end with an error. */
export abstract class Interruptible {
  /** @internal Its neighbours in its scope's list. */
  before: Interruptible | null = null;
  after: Interruptible | null = null;

  /** Raises the error where it waits; false if nothing waited there. */
  abstract interrupt(error: Error): boolean;

  /** Forgets an error that was to be raised at the next wait. */
  forget(_error: Error): void {}
}

/** What waits of a greenlet, of the main program, or of the body of a `withTimeout`. */
export class Scope extends Interruptible {
  /** Whose it is; null is the main program. */
  readonly greenlet: Greenlet<unknown> | null;
  private first: Interruptible | null = null;
  private owed: Error[] | null = null;

  constructor(greenlet: Greenlet<unknown> | null) {
    super();
    this.greenlet = greenlet;
  }

  /** The scope around this one, of the same greenlet. */
  get outer(): Scope | null {
    return null;
  }

  /** Whether anything waits here. */
  get waits(): boolean {
    return this.first !== null;
  }

  /** One more here, or one less, has what it waited for and has not had its turn to go on. */
  resume(_by: 1 | -1): void {}

  /** Adds what begins to wait. */
  enter(waiting: Interruptible): void {
    waiting.after = this.first;
    if (this.first !== null) this.first.before = waiting;
    this.first = waiting;
  }

  leave(waiting: Interruptible): void {
    if (waiting.before === null) this.first = waiting.after;
    else waiting.before.after = waiting.after;
    if (waiting.after !== null) waiting.after.before = waiting.before;
    waiting.before = waiting.after = null;
  }

  interrupt(error: Error): boolean {
    let any = false;
    for (let at = this.first; at !== null;) {
      const { after } = at;
      any = at.interrupt(error) || any;
      at = after;
    }
    if (!any && this.first === null) (this.owed ??= []).push(error);
    return any;
  }

  /** Takes the first error that came while nothing waited here, for the next wait to raise; null if none did. */
  takeOwed(): Error | null {
    return this.owed?.shift() ?? null;
  }

  /** Forgets the error if it has not been raised yet, here or in a scope within. */
  override forget(error: Error): void {
    this.owed = this.owed?.filter((owed) => owed !== error) ?? null;
    for (let at = this.first; at !== null; at = at.after) at.forget(error);
  }
}

const main = new Scope(null);

/** Opened by the first greenlet: who needs none pays nothing. */
let scopes: Context<Scope> | null = null;

/** The scope of the code that runs now. */
export function currentScope(): Scope {
  return scopes?.getStore() ?? main;
}

/** The scope of the code outside of all greenlets. */
export function mainScope(): Scope {
  return main;
}

/** From now on scopes are found: call it before the first greenlet's turn. */
export function openScopes(): void {
  scopes ??= openContext();
}

/** Runs `body` within the scope, and all that it awaits. */
export function runWithin<A, R>(scope: Scope, body: (argument: A) => R, argument: A): R {
  openScopes();
  return scopes!.run(scope, body, argument);
}

let threadLane: (() => number) | null = null;

/** From now on the current lane is the current greenlet's. */
export function showLanes(): void {
  threadLane ??= findLaneBy(() => currentScope().greenlet?.lane ?? threadLane!());
}
