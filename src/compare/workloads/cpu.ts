/** A task that only computes: it counts primes by trial division, over and over. */
import type { Workload } from './workload.js';

const LIMIT = 10_000;
/** How many primes there are below 10,000. @see https://oeis.org/A006880 */
const PRIMES_BELOW_LIMIT = 1229;
const CALIBRATION_SECONDS = 0.3;
const SLICE_SECONDS = 0.01;

export function computing({ rounds }: { rounds: number }): Workload {
  const expected = rounds * PRIMES_BELOW_LIMIT;
  return {
    run: () => countPrimes(rounds),
    wrong: (_, value) =>
      value === expected ? undefined : `expected ${expected} primes, got ${String(value)}`,
  };
}

/** Every remainder depends on the loop's own numbers and all of them decide the count: no engine can skip any. */
export function countPrimes(rounds: number): number {
  let count = 0;
  for (let round = 0; round < rounds; round += 1)
    for (let n = 2; n < LIMIT; n += 1) if (isPrime(n)) count += 1;
  return count;
}

function isPrime(n: number): boolean {
  for (let divisor = 2; divisor * divisor <= n; divisor += 1) if (n % divisor === 0) return false;
  return true;
}

/**
 * How many rounds take `seconds` on this machine. The fastest slice counts: whatever else the machine
 * did meanwhile only ever slows a slice down. It gives way between slices, so that Ctrl-C works.
 */
export async function calibrate(seconds: number): Promise<number> {
  const from = performance.now();
  let best = Infinity;
  let slice = 1;
  while (performance.now() - from < CALIBRATION_SECONDS * 1000) {
    const began = performance.now();
    countPrimes(slice);
    const took = (performance.now() - began) / 1000;
    best = Math.min(best, took / slice);
    slice = Math.max(1, Math.round(SLICE_SECONDS / best));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return Math.max(1, Math.round(seconds / best));
}
