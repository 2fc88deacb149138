/**
 * Finds deadlocks of locks: a ring of threads in which each waits for a lock that the next one holds.
 *
 * Each thread says in its record which lock it is blocked on. Whoever must wait follows the holders
 * from lock to lock; if they lead back to itself, nobody in the ring can ever go on. While it looks,
 * threads may move, so it looks twice and believes only the same ring, made of the same waits. What
 * may end otherwise is left out: waits with a time-out, asynchronous ones, and locks that threads have
 * been releasing for each other.
 */
import { wordsAt } from '../memory/arena.js';
import { nameAt } from '../memory/object.js';
import { holderOf, LockWord } from './owner.js';
import { ThreadRecord } from './record.js';

/** A thread in the ring and the lock that it waits for, which the next thread holds. */
export interface Link {
  thread: number;
  lock: number;
  /** Tells this wait from the thread's other ones. */
  wait: number;
}

/** Set in `ThreadRecord.lockWait`, beside the offset, by a wait that gives up by itself. */
export const GIVES_UP = 1;

function ringFrom(me: number): Link[] | null {
  const ring: Link[] = [];
  const met = new Set<number>();
  for (let thread = me; ;) {
    if (met.has(thread)) return null;
    met.add(thread);
    const record = new ThreadRecord(thread);
    const wait = record.lockWaits;
    const lock = record.lockWait;
    if (lock === 0 || (lock & GIVES_UP) !== 0) return null;
    ring.push({ thread, lock, wait });
    const words = wordsAt(lock, LockWord.signals + 1);
    thread = holderOf(words);
    if (thread === 0 || Atomics.load(words, LockWord.signals) !== 0) return null;
    if (thread === me) return ring;
  }
}

/** The ring that `me`, which is about to sleep for a lock, closes; null if there is none. */
export function findDeadlock(me: number): Link[] | null {
  const first = ringFrom(me);
  if (first === null) return null;
  const again = ringFrom(me);
  return again !== null && JSON.stringify(first) === JSON.stringify(again) ? again : null;
}

/** Says who waits for what: `t1 waits for lock B, which t2 holds; ...`. */
export function describeRing(ring: readonly Link[]): string {
  return ring
    .map(({ thread, lock }, index) => {
      const holder = ring[(index + 1) % ring.length]!.thread;
      const who = holder === thread ? 'which it holds itself' : `which ${nameOf(holder)} holds`;
      return `${nameOf(thread)} waits for lock ${nameAt(lock) ?? `#${lock}`}, ${who}`;
    })
    .join('; ');
}

/** The name of a thread that locks know. */
export function nameOf(owner: number): string {
  return new ThreadRecord(owner).name;
}
