/** Python's `threading.Lock` in one word of shared memory. */
import { shareableObject } from '../memory/object.js';
import { BaseLock, LOCK_WORDS } from './base-lock.js';
import { NotLockedError } from './errors.js';
import { ABANDONED, CONTENDED, isOver, LockWord, ownerHere } from './owner.js';

/**
 * A lock that one thread at a time holds. It is not re-entrant: the second `acquire()` of the same
 * thread waits until somebody else releases it. Any thread may release it, as in Python.
 *
 * Waits that can never end are told from others, where Python hangs: threads that wait for each other
 * get a DeadlockError that names all of them, at once. A thread that takes its own lock again gets it
 * at once if no other thread knows the lock, and else after a second in which nobody released it; a
 * lock that threads have released for each other before is left alone. Who wants a lock whose holder
 * has ended gets an AbandonedLockError until somebody calls `release()`.
 *
 * @example
 * const lock = new Lock({ name: 'account' });
 * lock.with(() => {
 *   balance[0] = balance[0]! + 1;
 * });
 * @see Python's `threading.Lock`
 */
export class Lock extends BaseLock {
  /**
   * Gives the lock back, and lets one of the threads that wait for it have it. Any thread may do so.
   *
   * @throws NotLockedError when nobody holds it
   */
  release(): void {
    const was = this.free();
    if (was === 0) throw new NotLockedError(this.label);
    const holder = was & ~(CONTENDED | ABANDONED);
    if (holder !== ownerHere() && !isOver(holder)) Atomics.add(this.words, LockWord.signals, 1);
  }

  protected takeAgain(): boolean {
    return false;
  }
}

shareableObject('Lock', Lock, LOCK_WORDS);
