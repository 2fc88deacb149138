/**
 * What Lock and RLock share: one word that is 0 while the lock is free, and else says who holds it and
 * whether somebody may be asleep for it. An uncontended acquire or release is one atomic operation.
 */
import { checkTimeout } from '../lane/errors.js';
import { assertMayBlock, mayBlock } from '../lane/lane.js';
import { awaitOn, blockOn } from '../lane/wait.js';
import { type DeadlineMs, deadlineIn, spin, type Waiting } from '../memory/park.js';
import { watchEnds } from './abandoned.js';
import { describeRing, findDeadlock, GIVES_UP, nameOf } from './deadlock.js';
import {
  AbandonedLockError,
  DeadlockError,
  NotHolderError,
  TimeoutWithoutBlockingError,
} from './errors.js';
import { Holdable } from './holdable.js';
import { ABANDONED, CONTENDED, holderOf, isOver, LockWord, ownerHere } from './owner.js';
import { ThreadRecord } from './record.js';

/** How many words a lock takes. */
export const LOCK_WORDS = LockWord.again + 1;

/** How often a lock may slip away from a spinning thread before it goes to sleep. */
const MOST_TRIES = 8;

/**
 * A Lock may be released by a thread that does not hold it, so one that is taken again by its holder is
 * a deadlock only if nobody does that; for so long others have time for it.
 */
const GRACE_SECONDS = 1;

/** How a lock is made. */
export interface LockOptions {
  /** A name for traces and errors, which then speak of `lock NAME`. */
  name?: string;
}

/** A lock: at most one thread holds it. */
export abstract class BaseLock extends Holdable {
  protected get kind(): string {
    return 'lock';
  }

  protected get status(): string {
    const holder = holderOf(this.words);
    return holder === 0 ? 'unlocked' : `held by ${nameOf(holder)}`;
  }

  constructor(options: LockOptions = {}) {
    super(LOCK_WORDS, options.name);
  }

  /**
   * Takes the lock, blocking this thread until it is free.
   *
   * @param blocking false: do not wait, return false where the lock is held
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @returns true once the lock is this thread's, false if it was not to be had
   * @throws TimeoutWithoutBlockingError when a time-out is given although it must not block
   * @throws BadTimeoutError when the time-out is negative or no number
   * @throws BlockingOnMainThreadError on the main thread of a plain script: await `acquireAsync()` there
   * @throws DeadlockError when the wait could never end, since threads wait for each other in a ring;
   *   waits with a time-out are not looked at
   * @throws AbandonedLockError when the holder has ended without releasing it
   * @example
   * if (lock.acquire(true, 0.5)) {
   *   try {
   *     work();
   *   } finally {
   *     lock.release();
   *   }
   * }
   */
  acquire(blocking = true, timeoutSeconds?: number): boolean {
    if (timeoutSeconds !== undefined) this.checkTimeout(blocking, timeoutSeconds);
    if (blocking && !mayBlock()) assertMayBlock(this.call('acquire'), this.call('acquireAsync'));
    const me = ownerHere();
    if (this.tryTake(me) || this.takeAgain(me)) return true;
    if (!blocking) {
      this.assertNotAbandoned(Atomics.load(this.words, LockWord.holder));
      return false;
    }
    if (this.spinToTake(me)) return true;
    const steps = this.take(me, deadlineIn(timeoutSeconds), true);
    return blockOn(this.label, timeoutSeconds, steps);
  }

  /**
   * As `acquire`, without blocking the thread. While it is pending, the program stays alive. The lock
   * belongs to the thread, so all of its async functions hold it together.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @returns resolves to true once the lock is this thread's, to false if the time was up first
   * @throws BadTimeoutError when the time-out is negative or no number
   * @throws AbandonedLockError when the holder has ended without releasing it
   */
  async acquireAsync(timeoutSeconds?: number): Promise<boolean> {
    if (timeoutSeconds !== undefined) this.checkTimeout(true, timeoutSeconds);
    const me = ownerHere();
    if (this.tryTake(me) || this.takeAgain(me)) return true;
    const ignore = watchEnds(this.words);
    try {
      const steps = this.take(me, deadlineIn(timeoutSeconds), false);
      return await awaitOn(this.label, timeoutSeconds, steps);
    } finally {
      ignore();
    }
  }

  /**
   * Whether somebody holds the lock.
   *
   * @returns true where `acquire()` would have to wait, also for a holder that has ended
   */
  locked(): boolean {
    return Atomics.load(this.words, LockWord.holder) !== 0;
  }

  /** Takes a lock that this thread holds already, where that is possible. */
  protected abstract takeAgain(me: number): boolean;

  /** @internal Takes the lock, as the waits that this needs; `acquire` blocks on them, its twin awaits them. */
  *take(me: number, deadline: DeadlineMs, blocking: boolean): Waiting<boolean> {
    const { words, offset } = this;
    const record = new ThreadRecord(me);
    const wanted = deadline === Infinity ? offset : offset | GIVES_UP;
    let graceUntil = Infinity;
    for (;;) {
      // Others may be asleep for it too, and whether they are is not known here.
      if (Atomics.compareExchange(words, LockWord.holder, 0, me | CONTENDED) === 0) return true;
      const found = Atomics.load(words, LockWord.holder);
      if (found === 0) continue;
      const seen = found | CONTENDED;
      if (found !== seen && Atomics.compareExchange(words, LockWord.holder, found, seen) !== found)
        continue;
      if (blocking) record.lockWait = wanted;
      try {
        this.assertNotAbandoned(seen);
        if (blocking && deadline === Infinity) graceUntil = this.mayLastUntil(me, graceUntil);
        const until = Math.min(deadline, graceUntil);
        const pending = LockWord.pending;
        const changed = yield { words, index: LockWord.holder, seen, deadline: until, pending };
        if (!changed && until === deadline) return false;
      } finally {
        if (blocking) record.lockWait = 0;
      }
    }
  }

  /** @internal Releases the lock for a wait that takes it again; returns what `takeBack` needs. */
  lend(): number {
    const again = this.words[LockWord.again]!;
    this.words[LockWord.again] = 0;
    this.free();
    return again;
  }

  /** @internal Undoes `lend`, once the lock is taken again. */
  takeBack(again: number): void {
    this.words[LockWord.again] = again;
  }

  /** @internal Whether this thread holds the lock. */
  isHeldHere(): boolean {
    return holderOf(this.words) === ownerHere();
  }

  /** @internal Throws NotHolderError unless this thread holds the lock. */
  assertHeld(call: string): void {
    const holder = holderOf(this.words);
    if (holder === ownerHere()) return;
    throw new NotHolderError(call, this.label, holder === 0 ? undefined : nameOf(holder));
  }

  protected tryTake(me: number): boolean {
    return Atomics.compareExchange(this.words, LockWord.holder, 0, me) === 0;
  }

  /** Frees the lock, whoever holds it; returns what its word was. */
  protected free(): number {
    const { words } = this;
    const was = Atomics.exchange(words, LockWord.holder, 0);
    if ((was & CONTENDED) !== 0) {
      // An asynchronous wait may be one of a thread that is blocked elsewhere and would pass nothing on.
      const everybody = Atomics.load(words, LockWord.pending) !== 0;
      Atomics.notify(words, LockWord.holder, everybody ? Infinity : 1);
    }
    return was;
  }

  private spinToTake(me: number): boolean {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const seen = Atomics.load(this.words, LockWord.holder);
      if (seen !== 0 && !spin(this.words, LockWord.holder, seen)) return false;
      if (this.tryTake(me)) return true;
    }
    return false;
  }

  private checkTimeout(blocking: boolean, timeoutSeconds: number): void {
    if (!blocking) throw new TimeoutWithoutBlockingError(this.call('acquire'));
    checkTimeout(this.call('acquire'), timeoutSeconds);
  }

  private call(method: string): string {
    return `${this.constructor.name}.${method}()`;
  }

  private assertNotAbandoned(seen: number): void {
    const holder = seen & ~(CONTENDED | ABANDONED);
    if (holder !== 0 && isOver(holder)) throw new AbandonedLockError(this.label, nameOf(holder));
  }

  /**
   * Until when a wait of `me` may last that is about to begin: for ever, or, where the thread waits
   * for a lock that it holds itself and that another thread could release, for a moment of grace.
   *
   * @throws DeadlockError when nobody can end the wait
   */
  private mayLastUntil(me: number, graceUntil: DeadlineMs): DeadlineMs {
    const ring = findDeadlock(me);
    if (ring === null) return Infinity;
    if (ring.length === 1 && this.crossed) {
      const until = graceUntil === Infinity ? deadlineIn(GRACE_SECONDS) : graceUntil;
      if (performance.now() < until) return until;
    }
    throw new DeadlockError(describeRing(ring));
  }
}
