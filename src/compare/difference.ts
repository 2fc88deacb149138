/** Whether two models really differ, or only happened to. */
import { permutationTest, sum } from 'simple-statistics';

/** Up to so many ways of dealing out the runs, all of them are looked at: ten runs of each. */
const MOST_DIVISIONS = 184_756;
const SAMPLED_DIVISIONS = 20_000;

/**
 * Fisher's permutation test of the difference of two means, two-sided: if it made no difference which
 * model a run belongs to, any other way of dealing the same times out to the two models would have
 * been as likely; the result is the share of those that differ at least as much as what was measured.
 * It supposes no distribution (run times have a long tail, so a t-test's does not hold) and is exact
 * for few runs. With 6 runs each the smallest possible value is 2/924; with 2 each it is 1/3, so
 * two runs can never show a difference.
 *
 * @returns p, from just above 0 (they differ) to 1 (no sign of it)
 * @see R. A. Fisher (1935), The Design of Experiments, § 21; E. J. G. Pitman (1937), Significance
 * tests which may be applied to samples from any populations
 */
export function differenceP(a: number[], b: number[]): number {
  if (a.length === 0 || b.length === 0) return 1;
  if (divisions(a.length + b.length, a.length) <= MOST_DIVISIONS) return exactP(a, b);
  const extreme = permutationTest(a, b, 'two_side', SAMPLED_DIVISIONS, repeatable()) ?? 1;
  // The measured division is one of the possible ones, so p is never 0 (Phipson and Smyth 2010).
  return (extreme * SAMPLED_DIVISIONS + 1) / (SAMPLED_DIVISIONS + 1);
}

/** The smallest p that so many runs can come to: that of times that do not overlap at all. */
export function leastP(a: number, b: number): number {
  return a === 0 || b === 0 ? 1 : 2 / divisions(a + b, a);
}

function exactP(a: number[], b: number[]): number {
  const all = [...a, ...b];
  const total = sum(all);
  const meansApart = (sumOfA: number): number =>
    Math.abs(sumOfA / a.length - (total - sumOfA) / b.length);
  // The same times added in another order may differ in the last bit.
  const measured = meansApart(sum(a)) * (1 - 1e-12);
  let extreme = 0;
  let seen = 0;
  const deal = (from: number, left: number, sumOfA: number): void => {
    if (left === 0) {
      seen += 1;
      if (meansApart(sumOfA) >= measured) extreme += 1;
      return;
    }
    for (let i = from; i <= all.length - left; i += 1) deal(i + 1, left - 1, sumOfA + all[i]!);
  };
  deal(0, a.length, 0);
  return extreme / seen;
}

/** How many ways there are to choose `k` of `n`. */
function divisions(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i += 1) ways = (ways * (n - k + i)) / i;
  return Math.round(ways);
}

/** The same numbers in every call, so that the same runs give the same p (Marsaglia's xorshift32). */
function repeatable(): () => number {
  let state = 0x9e3779b9;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
