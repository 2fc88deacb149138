/** Waiting for a word of shared memory to change: the one place where a thread of ours blocks. */
import { availableParallelism } from 'node:os';

/** A point in time on this thread's own clock, in milliseconds; Infinity waits for ever. */
export type DeadlineMs = number;

/** The deadline that lies `seconds` ahead; none if undefined. */
export function deadlineIn(seconds: number | undefined): DeadlineMs {
  return seconds === undefined || seconds === Infinity
    ? Infinity
    : performance.now() + seconds * 1000;
}

const left = (deadline: DeadlineMs): number =>
  deadline === Infinity ? Infinity : deadline - performance.now();

/**
 * A sleeping thread takes some 30 µs to wake, a spinning one well under 1 µs. So a wait begins with a
 * short spin, as long as spins have lately been paying: one that succeeds asks for twice its length
 * next time, one that fails halves it, and a sleep that turns out to have been shorter than a wake-up
 * takes says that a longer spin is worth a try. With a single core whoever spins keeps the other
 * thread from running: none at all.
 */
const MOST_LOADS = availableParallelism() > 1 ? 4096 : 0;
const LEAST_LOADS = Math.min(64, MOST_LOADS);
const SHORT_SLEEP_MS = 0.1;
let loads = MOST_LOADS;

function spin(words: Int32Array, index: number, seen: number): boolean {
  for (let tried = 1; tried <= loads; tried++) {
    if (Atomics.load(words, index) !== seen) {
      loads = Math.min(MOST_LOADS, Math.max(LEAST_LOADS, loads - (loads >> 3), tried * 2));
      return true;
    }
  }
  loads = Math.max(LEAST_LOADS, loads >> 1);
  return false;
}

function sleptFor(ms: number): void {
  if (ms < SHORT_SLEEP_MS) loads = Math.min(MOST_LOADS, loads * 4);
}

/**
 * Blocks this thread until the word at `index` is no longer `seen`; false if the deadline came first.
 * Wait on the very value that you tested: a second load may already be the new one.
 *
 * @param sleepers index of a word that counts who must be notified; whoever changes the word at
 *   `index` may leave out the notification while that count is 0
 */
export function park(
  words: Int32Array,
  index: number,
  seen: number,
  deadline: DeadlineMs = Infinity,
  sleepers?: number,
): boolean {
  if (spin(words, index, seen)) return true;
  if (sleepers !== undefined) Atomics.add(words, sleepers, 1);
  let changed = true;
  const began = performance.now();
  while (Atomics.load(words, index) === seen) {
    const ms = left(deadline);
    if (ms <= 0) {
      changed = false;
      break;
    }
    Atomics.wait(words, index, seen, ms);
  }
  if (sleepers !== undefined) Atomics.sub(words, sleepers, 1);
  sleptFor(performance.now() - began);
  return changed;
}

let keepers = 0;
let keeper: NodeJS.Timeout | undefined;

/** Keeps the program alive while `pending` is; `Atomics.waitAsync` alone does not. */
export async function keepAlive<T>(pending: Promise<T>): Promise<T> {
  if (keepers++ === 0) keeper = setInterval(() => {}, 2 ** 30);
  try {
    return await pending;
  } finally {
    if (--keepers === 0) clearInterval(keeper);
  }
}

/** As `park`, without blocking: resolves when the word changed (true) or the deadline came (false). */
export async function parkAsync(
  words: Int32Array,
  index: number,
  seen: number,
  deadline: DeadlineMs = Infinity,
  sleepers?: number,
): Promise<boolean> {
  if (sleepers !== undefined) Atomics.add(words, sleepers, 1);
  try {
    while (Atomics.load(words, index) === seen) {
      const ms = left(deadline);
      if (ms <= 0) return false;
      const { async, value } = Atomics.waitAsync(words, index, seen, ms);
      if (async) await keepAlive(value);
    }
    return true;
  } finally {
    if (sleepers !== undefined) Atomics.sub(words, sleepers, 1);
  }
}
