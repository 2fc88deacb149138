import { describe, expect, test } from 'vitest';
import { speedup, summarise, variation } from '../../src/compare/statistics.js';
import { oddities, outliers } from '../../src/compare/outliers.js';
import { differenceP } from '../../src/compare/difference.js';
import { checkRuns, OddRunsError, schedule } from '../../src/compare/schedule.js';

describe('a summary of runs', () => {
  test('has the mean, the sample standard deviation, the extremes and the median', () => {
    const wall = summarise([2, 4, 4, 4, 5, 5, 7, 9]);
    expect(wall).toMatchObject({ mean: 5, min: 2, max: 9, median: 4.5 });
    expect(wall.stddev).toBeCloseTo(Math.sqrt(32 / 7), 12);
    expect(wall.runs).toEqual([2, 4, 4, 4, 5, 5, 7, 9]);
  });

  test('of a single run has no spread', () => {
    expect(summarise([0.5])).toMatchObject({ mean: 0.5, stddev: 0, median: 0.5 });
  });
});

describe('the speed-up', () => {
  test('carries the relative errors of both times, added in quadrature', () => {
    // 10 ± 1 over 5 ± 1: 2 · √(0.1² + 0.2²)
    const ratio = speedup({ mean: 5, stddev: 1 }, { mean: 10, stddev: 1 });
    expect(ratio.mean).toBe(2);
    expect(ratio.stddev).toBeCloseTo(2 * Math.sqrt(0.05), 12);
  });

  test('is exact where both times are', () => {
    expect(speedup({ mean: 4, stddev: 0 }, { mean: 1, stddev: 0 })).toEqual({
      mean: 0.25,
      stddev: 0,
    });
  });

  test('variation is the spread as a share of the mean', () => {
    expect(variation({ mean: 4, stddev: 1 })).toBe(0.25);
  });
});

// The known answers are those of hyperfine's own tests (src/outlier_detection.rs).
describe('outliers', () => {
  const normal = [
    2.33269488, 1.42195907, -0.57527698, -0.31293437, 2.2948158, 0.75813273, -1.0712388,
    -0.96394741, -1.15897446, 1.10976285,
  ];

  test.each<[string, number[], number[]]>([
    ['none among no runs', [], []],
    ['none in a single run', [50], []],
    ['none in two runs, however far apart', [1000, 0], []],
    ['none where the spread is small', [-0.2, 0, 0.2], []],
    ['the one far away', [-0.2, 0, 0.2, 4], [3]],
    ['the first of five', [0.5, 0.3, 0.29, 0.31, 0.3], [0]],
    ['none in a normal sample', normal, []],
    ['two added to a normal sample', [...normal, 20, -500], [10, 11]],
    ['one where all others are equal', [10, 10, 10, 10, 10, 10, 10, 100], [7]],
    ['two where all others are equal', [10, 10, 10, 10, 10, 10, 10, 100, 100], [7, 8]],
  ])('%s', (_, runs, expected) => {
    expect(outliers(runs)).toEqual(expected);
  });

  test('a slow first run is named as such, with advice', () => {
    expect(oddities('pool', [0.5, 0.3, 0.29, 0.31, 0.3])).toEqual([
      expect.stringMatching(/first run of pool was much slower.*0\.500 s.*[Rr]epeat/),
    ]);
  });

  test('a later outlier is counted, with advice', () => {
    expect(oddities('pool', [0.3, 0.29, 0.31, 0.3, 0.9])).toEqual([
      expect.stringMatching(/^1 of the 5 runs of pool is an outlier.*quiet machine/),
    ]);
  });

  test('ordinary runs are not remarked upon', () => {
    expect(oddities('pool', [0.3, 0.29, 0.31])).toEqual([]);
  });
});

describe('the test whether two models differ', () => {
  test('counts the divisions at least as extreme: 2 of 20 for two separated samples of three', () => {
    expect(differenceP([1, 2, 3], [4, 5, 6])).toBeCloseTo(2 / 20, 12);
  });

  test('2 of 924 for two separated samples of six', () => {
    expect(differenceP([1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 12])).toBeCloseTo(2 / 924, 12);
  });

  test('is 1 for equal samples', () => {
    expect(differenceP([1, 2, 3], [1, 2, 3])).toBe(1);
  });

  // Counted by hand: of the 35 divisions of {1..7} into 3 and 4, those whose first part sums to
  // at most 7 or at least 17: {1,2,3}, {1,2,4}, {4,6,7}, {5,6,7}.
  test('handles samples of different sizes', () => {
    expect(differenceP([1, 2, 4], [3, 5, 6, 7])).toBeCloseTo(4 / 35, 12);
  });

  test('two runs of each can never show a difference', () => {
    expect(differenceP([1, 1.001], [100, 100.001])).toBeCloseTo(1 / 3, 12);
  });

  test('agrees with its sampled form where there are too many divisions to look at', () => {
    const a = Array.from({ length: 12 }, (_, i) => 10 + i);
    const b = Array.from({ length: 12 }, (_, i) => 12.5 + i);
    // By enumeration, 296,052 of all 2,704,156 divisions are as extreme; sampling 20,000 of them
    // has a standard error of 0.0022.
    const exact = 296_052 / 2_704_156;
    expect(Math.abs(differenceP(a, b) - exact)).toBeLessThan(0.009);
    expect(differenceP(a, b)).toBe(differenceP(a, b));
  });

  test('is never 0, also when sampled', () => {
    const a = Array.from({ length: 20 }, (_, i) => i);
    const b = Array.from({ length: 20 }, (_, i) => 1000 + i);
    expect(differenceP(a, b)).toBeGreaterThan(0);
    expect(differenceP(a, b)).toBeLessThan(0.001);
  });
});

describe('the schedule', () => {
  test('goes forth and back, after one uncounted round', () => {
    const order = [...schedule(['a', 'b', 'c'], 4)];
    const rounds = [0, 1, 2, 3, 4].map((round) =>
      order
        .filter((turn) => turn.round === round)
        .map((turn) => turn.model)
        .join(''),
    );
    expect(rounds).toEqual(['cba', 'abc', 'cba', 'abc', 'cba']);
  });

  test('gives every model the same mean position over the counted rounds', () => {
    const counted = [...schedule(['a', 'b', 'c'], 6)].filter((turn) => turn.round > 0);
    const places = (model: string): number =>
      counted.reduce((sum, turn, place) => sum + (turn.model === model ? place : 0), 0);
    expect(places('a')).toBe(places('b'));
    expect(places('b')).toBe(places('c'));
  });

  test('refuses an odd number of runs, none, and what is no number', () => {
    for (const runs of [0, 1, 3, -2, 2.5, Number.NaN])
      expect(() => checkRuns(runs)).toThrow(OddRunsError);
    expect(() => checkRuns(2)).not.toThrow();
  });
});
