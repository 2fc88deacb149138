/**
 * A guard keeps a few steps on shared words apart from those of other threads. Unlike a Lock it may be
 * entered on any thread, also on one that must not block, since nobody stays in it.
 *
 * A thread can be ended from outside in the middle of it. So what is guarded must be right after each
 * step, which it is if one single store makes the change; and who waits looks now and then whether the
 * thread inside is over, and takes its place.
 */
import { park, spin } from '../memory/park.js';
import { CONTENDED, isOver, ownerHere } from './owner.js';

const PATIENCE_MS = 10;

/** Enters the guard with this word, waiting while another thread is in it. */
export function enter(words: Int32Array, index: number): void {
  const me = ownerHere();
  const found = Atomics.compareExchange(words, index, 0, me);
  if (found === 0) return;
  if (spin(words, index, found) && Atomics.compareExchange(words, index, 0, me) === 0) return;
  for (;;) {
    const holder = Atomics.compareExchange(words, index, 0, me | CONTENDED);
    if (holder === 0) return;
    const seen = holder | CONTENDED;
    if (seen !== holder && Atomics.compareExchange(words, index, holder, seen) !== holder) continue;
    if (park(words, index, seen, performance.now() + PATIENCE_MS)) continue;
    if (!isOver(holder & ~CONTENDED)) continue;
    if (Atomics.compareExchange(words, index, seen, me | CONTENDED) === seen) return;
  }
}

/** Leaves the guard. */
export function leave(words: Int32Array, index: number): void {
  if ((Atomics.exchange(words, index, 0) & CONTENDED) !== 0) Atomics.notify(words, index, 1);
}
