import fc from 'fast-check';
import { expect, test } from 'vitest';
import { duration, ticks } from '../../src/export/ticks.js';

test.each([
  [0, 22, 10, '0 s, 5 s, 10 s, 15 s, 20 s'],
  [0, 0.005, 5, '0 ms, 1 ms, 2 ms, 3 ms, 4 ms, 5 ms'],
  [11.9, 12, 5, '11.9 s, 11.92 s, 11.94 s, 11.96 s, 11.98 s, 12 s'],
  [0, 0.00002, 4, '0 µs, 5 µs, 10 µs, 15 µs, 20 µs'],
  [0, 0, 4, '0 s'],
])('from %d s to %d s at most about %d ticks: %s', (from, to, most, labels) => {
  expect(
    ticks(from, to, most)
      .map(({ label }) => label)
      .join(', '),
  ).toBe(labels);
});

test('ticks lie in their bounds, rise, differ in their labels, and are no more than asked for', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1e4, noNaN: true }),
      fc.double({ min: 1e-5, max: 1e4, noNaN: true }),
      fc.integer({ min: 2, max: 30 }),
      (from, width, most) => {
        const made = ticks(from, from + width, most);
        expect(made.length).toBeLessThanOrEqual(most + 1);
        expect(new Set(made.map(({ label }) => label)).size).toBe(made.length);
        for (const [i, { t }] of made.entries()) {
          expect(t).toBeGreaterThanOrEqual(from - width * 1e-3);
          expect(t).toBeLessThanOrEqual(from + width * 1.001);
          if (i > 0) expect(t).toBeGreaterThan(made[i - 1]!.t);
        }
      },
    ),
  );
});

test.each([
  [0, '0 s'],
  [22.0192, '22.02 s'],
  [4, '4 s'],
  [0.8034, '0.803 s'],
  [0.00312, '3.12 ms'],
  [0.0000801, '80.1 µs'],
])('%d s is told as %s', (seconds, told) => expect(duration(seconds)).toBe(told));
