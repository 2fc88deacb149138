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
 * A sleeping thread takes tens of microseconds to wake, a spinning one a tenth of one. So a wait begins
 * with a spin about as long as a wake-up takes: then it costs at most twice what sleeping at once would.
 * After a spin in vain some waits sleep at once, twice as many each time, so that who waits long, or
 * whose other thread gets no core, hardly ever spins; a spin that pays halves their number.
 *
 * The spin is that long by the clock, since code that is not compiled yet loads a word thirty times more
 * slowly; at first it only counts, since looking at the clock takes longer than a quick answer.
 *
 * With a single core whoever spins keeps the other thread from running: none at all.
 */
let spins: boolean | undefined;
const SPIN_MS = 0.05;
const LOADS_BY_CLOCK = 256;
const MOST_SLEEPS = 256;
let sleepsLeft = 0;
let sleepsPerSpin = 1;

/** Looks at the word for some microseconds at most; true as soon as it is no longer `seen`. */
export function spin(words: Int32Array, index: number, seen: number): boolean {
  if (!(spins ??= availableParallelism() > 1)) return false;
  if (sleepsLeft > 0) {
    sleepsLeft--;
    return false;
  }
  let end = 0;
  do {
    for (let tried = 0; tried < LOADS_BY_CLOCK; tried++) {
      if (Atomics.load(words, index) === seen) continue;
      sleepsPerSpin = (sleepsPerSpin >> 1) | 1;
      return true;
    }
    if (end === 0) end = performance.now() + SPIN_MS;
  } while (performance.now() < end);
  sleepsLeft = sleepsPerSpin;
  sleepsPerSpin = Math.min(MOST_SLEEPS, sleepsPerSpin * 2);
  return false;
}

/** Blocks until the word is no longer `seen`, and somebody notifies; false if the deadline came first. */
function sleepOn(words: Int32Array, index: number, seen: number, deadline: DeadlineMs): boolean {
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
