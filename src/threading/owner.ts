/** Who holds a lock: a thread, named in the lock's word by the offset of its record. */
import { ThreadRecord } from './record.js';
import { currentThread } from './thread.js';

/** The words of every kind of lock, behind its name. */
export const LockWord = {
  holder: 1,
  /** Asynchronous waits. */
  pending: 2,
  /** How often somebody released it who did not hold it: it is used to signal, not to exclude. */
  signals: 3,
  /** How many times more than once its holder holds it. */
  again: 4,
} as const;
/** Added to the holder while somebody may be asleep for the lock, whom a release must notify. */
export const CONTENDED = 1;
/** Added to the holder once it is over, so that who is asleep for the lock finds its word changed. */
export const ABANDONED = 2;
const MARKS = 7;

let own = 0;

/** The thread that runs this code, as locks know it: a multiple of 8. */
export function ownerHere(): number {
  return own !== 0 ? own : (own = currentThread().offset);
}

/** The thread that holds the lock with these words; 0 if it is free. */
export function holderOf(words: Int32Array): number {
  return Atomics.load(words, LockWord.holder) & ~MARKS;
}

/** Whether the thread is over; it will release nothing any more. */
export function isOver(owner: number): boolean {
  return new ThreadRecord(owner).isStopped;
}
