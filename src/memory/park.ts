/**
 * Waiting for a word of shared memory to change: the one place where a thread of ours blocks.
 *
 * What waits more than once, or for more than one thing, is written once, as a generator of its waits,
 * which `blockOn` and `awaitOn` (lane/wait.ts) run for the blocking twin and the asynchronous one.
 */
import { availableParallelism } from 'node:os';

/** A point in time on this thread's own clock, in milliseconds; Infinity waits for ever. */
export type DeadlineMs = number;

/** The deadline that lies `seconds` ahead; none if undefined. */
export function deadlineIn(seconds: number | undefined): DeadlineMs {
  return seconds === undefined || seconds === Infinity
    ? Infinity
    : performance.now() + seconds * 1000;
}

function msUntil(deadline: DeadlineMs): number {
  return deadline === Infinity ? Infinity : deadline - performance.now();
}

/*
 * A sleeping thread takes some 30 µs to wake, a spinning one well under 1 µs. So a wait begins with a
 * short spin, as long as spins have lately been paying: one that succeeds asks for twice its length
 * next time, one that fails halves it. With a single core whoever spins keeps the other thread from
 * running: none at all.
 *
 * Two threads that wait for each other can get stuck in sleeping, since the other's wake-up is longer
 * than any short spin. So after some sleeps that were hardly longer than a wake-up takes, one spin is
 * long enough for it; the more of these fail, the rarer they are.
 */
const MOST_LOADS = availableParallelism() > 1 ? 4096 : 0;
const LEAST_LOADS = Math.min(64, MOST_LOADS);
const LONG_SPIN_LOADS = MOST_LOADS * 16;
const SHORT_SLEEP_MS = 0.15;
const FEWEST_SLEEPS = 8;
const MOST_SLEEPS = 1024;
let loads = MOST_LOADS;
let shortSleeps = 0;
let sleepsPerLongSpin = FEWEST_SLEEPS;

/** Looks at the word for some microseconds at most; true as soon as it is no longer `seen`. */
export function spin(words: Int32Array, index: number, seen: number): boolean {
  const long = shortSleeps >= sleepsPerLongSpin;
  const most = long ? LONG_SPIN_LOADS : loads;
  if (long) shortSleeps = 0;
  for (let tried = 1; tried <= most; tried++) {
    if (Atomics.load(words, index) === seen) continue;
    loads = Math.min(MOST_LOADS, Math.max(LEAST_LOADS, loads - (loads >> 3), tried * 2));
    if (long) sleepsPerLongSpin = FEWEST_SLEEPS;
    return true;
  }
  if (long) sleepsPerLongSpin = Math.min(MOST_SLEEPS, sleepsPerLongSpin * 2);
  loads = Math.max(LEAST_LOADS, loads >> 1);
  return false;
}

/** Blocks until the word is no longer `seen`, and somebody notifies; false if the deadline came first. */
export function sleepOn(
  words: Int32Array,
  index: number,
  seen: number,
  deadline: DeadlineMs,
): boolean {
  if (MOST_LOADS === 0) return sleepUnmeasured(words, index, seen, deadline);
  const began = performance.now();
  const changed = sleepUnmeasured(words, index, seen, deadline);
  if (performance.now() - began < SHORT_SLEEP_MS) shortSleeps++;
  return changed;
}

function sleepUnmeasured(
  words: Int32Array,
  index: number,
  seen: number,
  deadline: DeadlineMs,
): boolean {
  while (Atomics.load(words, index) === seen) {
    const ms = msUntil(deadline);
    if (ms <= 0) return false;
    Atomics.wait(words, index, seen, ms);
  }
  return true;
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
  if (sleepers === undefined) return sleepOn(words, index, seen, deadline);
  Atomics.add(words, sleepers, 1);
  const changed = sleepOn(words, index, seen, deadline);
  Atomics.sub(words, sleepers, 1);
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
      const ms = msUntil(deadline);
      if (ms <= 0) return false;
      const { async, value } = Atomics.waitAsync(words, index, seen, ms);
      if (async) await keepAlive(value);
    }
    return true;
  } finally {
    if (sleepers !== undefined) Atomics.sub(words, sleepers, 1);
  }
}

/** A wait that an algorithm asks for; its answer is whether the word changed before the deadline. */
export interface Wait {
  words: Int32Array;
  index: number;
  /** The value that was tested. */
  seen: number;
  deadline: DeadlineMs;
  /** Index of the word that counts threads asleep, if there is one. */
  sleepers?: number;
  /** Index of the word that counts asynchronous waits. */
  pending?: number;
}

/** An algorithm as its waits. */
export type Waiting<T> = Generator<Wait, T, boolean>;

/**
 * Wakes up to `count` threads that wait for the word to change. Who waits asynchronously may have
 * its thread blocked elsewhere and pass nothing on, so while there is such a one all are woken.
 *
 * @param sleepers index of the word that counts who is asleep; with 0 there nothing is done
 * @param pending index of the word that counts asynchronous waits
 */
export function wake(
  words: Int32Array,
  index: number,
  count: number,
  sleepers: number,
  pending: number,
): void {
  if (Atomics.load(words, sleepers) === 0) return;
  Atomics.notify(words, index, Atomics.load(words, pending) === 0 ? count : Infinity);
}
