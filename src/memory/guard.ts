/**
 * A guard keeps a few steps on shared words apart from those of other threads. Unlike a Lock it may be
 * entered on any thread, since it is never held for long, and it has no holder.
 *
 * A thread can be ended from outside at any moment, and a guard that it held would stay shut for ever.
 * V8 ends it at the entry of a function or at the turn of a loop only. So what stands between `enter`
 * and the end of the guard must be straight: no loop, no call but of built-in functions, and the end
 * itself is written out: `if (Atomics.exchange(words, index, 0) === WANTED) Atomics.notify(words, index, 1)`.
 */
import { park, spin } from './park.js';

const ENTERED = 1;
/** A guard's word while somebody is asleep for it. */
export const WANTED = 2;

/** Enters the guard with this word, waiting while another thread is in it. */
export function enter(words: Int32Array, index: number): void {
  if (Atomics.compareExchange(words, index, 0, ENTERED) === 0) return;
  if (spin(words, index, ENTERED) && Atomics.compareExchange(words, index, 0, ENTERED) === 0)
    return;
  while (Atomics.exchange(words, index, WANTED) !== 0) park(words, index, WANTED);
}
