/** Python's `threading.RLock` on shared memory. */
import { shareableObject } from '../memory/object.js';
import { BaseLock, LOCK_WORDS } from './base-lock.js';
import { nameOf } from './deadlock.js';
import { NotHolderError, NotLockedError } from './errors.js';
import { holderOf, isOver, LockWord, ownerHere } from './owner.js';

/**
 * A lock that its holder may take again: n acquires need n releases, by the same thread.
 *
 * The holder is a thread. Async functions of one thread hold the lock together, so it does not keep
 * them apart. Deadlocks and abandoned locks are told as by `Lock`; an RLock whose holder has ended is
 * freed by one `release()` of any thread.
 *
 * @example
 * const lock = new RLock();
 * lock.with(() => lock.with(() => print('twice')));
 * @see Python's `threading.RLock`
 */
export class RLock extends BaseLock {
  /**
   * Undoes one `acquire()`; the last one gives the lock back.
   *
   * @throws NotLockedError when nobody holds it
   * @throws NotHolderError when another thread holds it
   */
  release(): void {
    const { words } = this;
    const holder = holderOf(words);
    if (holder !== ownerHere()) {
      if (holder === 0) throw new NotLockedError(this.label);
      if (!isOver(holder)) throw new NotHolderError('release()', this.label, nameOf(holder));
      words[LockWord.again] = 0;
    } else if (words[LockWord.again] !== 0) {
      words[LockWord.again]!--;
      return;
    }
    this.free();
  }

  protected takeAgain(me: number): boolean {
    const { words } = this;
    if (holderOf(words) !== me) return false;
    words[LockWord.again]!++;
    return true;
  }
}

shareableObject('RLock', RLock, LOCK_WORDS);
