/** Python's `threading.Barrier` on shared memory: some words, guarded by a condition. */
import { checkTimeout } from '../lane/errors.js';
import { assertMayBlock } from '../lane/lane.js';
import { loadedExport, locate, resolve, type Target } from '../lane/target.js';
import { awaitOn, blockOn } from '../lane/wait.js';
import { prepare, revive } from '../memory/crossing.js';
import { freeText, shareableObject, SharedObject, storeText, textAt } from '../memory/object.js';
import { type DeadlineMs, deadlineIn, type Waiting } from '../memory/park.js';
import { Condition } from './condition.js';
import { AbandonedLockError, BadPartiesError, BrokenBarrierError } from './errors.js';
import { Lock } from './lock.js';
import { ownerHere } from './owner.js';

/** `timeout` is a double in two words; `action` the offset of a text that says where the action is. */
const Word = { parties: 1, present: 2, state: 3, condition: 4, action: 5, timeout: 6 } as const;
const WORDS = 8;

/** It gathers a round, lets a full round out, makes a round leave unfinished, or is broken. */
const State = { filling: 0, draining: 1, resetting: 2, broken: 3 } as const;

/** How a barrier is made. */
export interface BarrierOptions {
  /**
   * Called once a round, by the thread that arrives last, before anybody is released. As with a
   * thread's target, its module must export it, since any thread may be the last.
   */
  action?: () => void;
  /** How long `wait()` waits, in seconds, where it is not told; by default for ever. */
  timeoutSeconds?: number;
  /** The URL of the module that exports the action; by default the file that makes the barrier. */
  module?: string;
  /** A name for traces and errors, which then speak of `barrier NAME`. */
  name?: string;
}

/**
 * A meeting point: who waits is released when as many threads wait as it has parties. It can be used
 * again and again.
 *
 * @example
 * export function runner(name: string, start: Barrier): void {
 *   start.wait();
 *   print(`${name} runs`);
 * }
 *
 * export function main(): void {
 *   const start = new Barrier(3);
 *   for (const name of ['a', 'b', 'c'])
 *     new Thread({ target: runner, args: [name, start] }).start();
 * }
 * @see Python's `threading.Barrier`
 */
export class Barrier extends SharedObject {
  private guard: Condition | undefined;

  protected get kind(): string {
    return 'barrier';
  }

  protected get status(): string {
    return this.broken ? 'broken' : `${this.nWaiting} of ${this.parties} waiting`;
  }

  /**
   * @param parties how many threads meet, a whole number from 1 up
   * @param options all optional
   * @throws BadPartiesError when `parties` is less than 1 or no whole number
   * @throws NotExportedError when the action is no export of its module
   */
  constructor(parties: number, options: BarrierOptions = {}) {
    if (!Number.isInteger(parties) || parties < 1) throw new BadPartiesError(parties);
    const { action, timeoutSeconds, module, name } = options;
    checkTimeout('Barrier', timeoutSeconds);
    const target = action && locate("A barrier's action", action, module);
    super(WORDS, name, (words) => freeText(words[Word.action]!));
    this.guard = new Condition(new Lock({ name: this.label }));
    const { words } = this;
    words[Word.parties] = parties;
    words[Word.condition] = this.guard.offset;
    if (target !== undefined) words[Word.action] = storeText(JSON.stringify(target));
    this.timeout[0] = timeoutSeconds ?? Infinity;
  }

  /** How many threads meet. */
  get parties(): number {
    return this.words[Word.parties]!;
  }

  /** How many threads wait now for the round to be full. */
  get nWaiting(): number {
    const { words } = this;
    const filling = Atomics.load(words, Word.state) === State.filling;
    return filling ? Atomics.load(words, Word.present) : 0;
  }

  /** Whether it is broken: aborted, or a wait in it ran out of time. */
  get broken(): boolean {
    return Atomics.load(this.words, Word.state) === State.broken;
  }

  /**
   * Blocks this thread until all parties wait.
   *
   * @param timeoutSeconds the longest wait in seconds, after which the barrier breaks; without it the
   *   barrier's own
   * @returns a number from 0 up to the parties less one, another one in each thread of a round
   * @throws BrokenBarrierError when the barrier is broken, or is broken or reset meanwhile, or the time
   *   was up
   * @throws BadTimeoutError when the time-out is negative or no number
   * @throws BlockingOnMainThreadError on the main thread of a plain script: await `waitAsync()` there
   */
  wait(timeoutSeconds: number = this.timeout[0]!): number {
    checkTimeout('Barrier.wait()', timeoutSeconds);
    assertMayBlock('Barrier.wait()', 'Barrier.waitAsync()');
    return blockOn(this.label, timeoutSeconds, this.pass(deadlineIn(timeoutSeconds), true));
  }

  /**
   * As `wait`, without blocking the thread. While it is pending, the program stays alive.
   *
   * @param timeoutSeconds the longest wait in seconds, after which the barrier breaks; without it the
   *   barrier's own
   * @returns resolves to a number from 0 up to the parties less one, another one in each wait of a round
   * @throws BrokenBarrierError when the barrier is broken, or is broken or reset meanwhile, or the time
   *   was up
   */
  async waitAsync(timeoutSeconds: number = this.timeout[0]!): Promise<number> {
    checkTimeout('Barrier.waitAsync()', timeoutSeconds);
    return awaitOn(this.label, timeoutSeconds, this.pass(deadlineIn(timeoutSeconds), false));
  }

  /** Makes it as new; who waits gets a BrokenBarrierError. While an action runs, waits for its end. */
  reset(): void {
    this.guarded(() => {
      const { words } = this;
      const round = words[Word.present] !== 0;
      const state = words[Word.state]!;
      if (!round) this.enter(State.filling);
      else if (state !== State.draining) this.enter(State.resetting);
    });
  }

  /**
   * Breaks it for good: who waits, and who comes, gets a BrokenBarrierError until `reset()`. While an
   * action runs, waits for its end.
   */
  abort(): void {
    this.guarded(() => this.enter(State.broken));
  }

  /** @internal Its condition becomes known wherever it is. */
  override crossing(): void {
    super.crossing();
    this.condition.crossing();
  }

  /** One round, as its waits. */
  private *pass(deadline: DeadlineMs, blocking: boolean): Waiting<number> {
    const { condition, words } = this;
    const { lock } = condition;
    const present = (): number => words[Word.present]!;
    const state = (): number => words[Word.state]!;
    try {
      yield* lock.take(ownerHere(), Infinity, blocking);
    } catch (error) {
      // Whoever ended while it held the lock did so in the action, which therefore is not done.
      throw error instanceof AbandonedLockError ? new BrokenBarrierError(this.label) : error;
    }
    try {
      const isOpen = (): boolean => state() === State.filling || state() === State.broken;
      yield* condition.waitUntil(isOpen, Infinity, blocking);
      if (this.broken) throw new BrokenBarrierError(this.label);
      const index = words[Word.present]!++;
      try {
        if (present() === this.parties) this.release();
        else {
          const isOver = (): boolean => state() !== State.filling;
          if (!(yield* condition.waitUntil(isOver, deadline, blocking))) this.enter(State.broken);
          if (state() !== State.draining) throw new BrokenBarrierError(this.label);
        }
        return index;
      } finally {
        words[Word.present]!--;
        if (present() === 0 && !this.broken) this.enter(State.filling);
      }
    } finally {
      if (lock.isHeldHere()) lock.release();
    }
  }

  private release(): void {
    try {
      this.action()?.();
      this.enter(State.draining);
    } catch (error) {
      this.enter(State.broken);
      throw error;
    }
  }

  private enter(state: number): void {
    Atomics.store(this.words, Word.state, state);
    this.condition.notifyAll();
  }

  /** Does something short with the lock held, on any thread. */
  private guarded(change: () => void): void {
    const { lock } = this.condition;
    blockOn(this.label, undefined, lock.take(ownerHere(), Infinity, true));
    try {
      change();
    } finally {
      lock.release();
    }
  }

  private action(): (() => void) | undefined {
    const target = actionOf(this.words);
    return target && loadedExport("A barrier's action", target);
  }

  private get condition(): Condition {
    return (this.guard ??= revive<Condition>('Condition', this.words[Word.condition]!));
  }

  private get timeout(): Float64Array {
    const { buffer, byteOffset } = this.words;
    return new Float64Array(buffer, byteOffset + Word.timeout * 4, 1);
  }
}

function actionOf(words: Int32Array): Target | undefined {
  const at = words[Word.action]!;
  return at === 0 ? undefined : (JSON.parse(textAt(at)) as Target);
}

// A thread that is blocked in the barrier can import nothing: the action's module must be there before.
shareableObject('Barrier', Barrier, WORDS, (words) => {
  const target = actionOf(words);
  if (target !== undefined) prepare(resolve("A barrier's action", target));
});
