/** Waiting for a word of shared memory to change: the one place where a thread of ours blocks. */

/** A point in time on this thread's own clock, in milliseconds; Infinity waits for ever. */
export type DeadlineMs = number;

/** The deadline that lies `seconds` ahead; none if undefined. */
export function deadlineIn(seconds: number | undefined): DeadlineMs {
  return seconds === undefined ? Infinity : performance.now() + seconds * 1000;
}

/**
 * Blocks this thread until the word at `index` is no longer `seen`; false if the deadline came first.
 * Wait on the very value that you tested: a second load may already be the new one.
 */
export function park(
  words: Int32Array,
  index: number,
  seen: number,
  deadline: DeadlineMs = Infinity,
): boolean {
  while (Atomics.load(words, index) === seen) {
    const left = deadline - performance.now();
    if (left <= 0) return false;
    Atomics.wait(words, index, seen, left);
  }
  return true;
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
): Promise<boolean> {
  while (Atomics.load(words, index) === seen) {
    const left = deadline - performance.now();
    if (left <= 0) return false;
    const { async, value } = Atomics.waitAsync(words, index, seen, left);
    if (async) await keepAlive(value);
  }
  return true;
}
