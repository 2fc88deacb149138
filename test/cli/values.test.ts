import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundsInWords, numberFor, textFor, textsFor } from '../../src/cli/values.js';

describe('a number', () => {
  test('is read as it was written, if it is within its bounds', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(numberFor('--n', {})(String(value))).toBe(Number(String(value))); // -0 is written 0
      }),
    );
  });

  test('is never out of bounds, whatever is typed', () => {
    const bounds = { min: -5, max: 100, integer: true };
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: fc.constantFrom(...'0123456789eE+-. xX'.split('')) }),
        ),
        (text) => {
          let value: number;
          try {
            value = numberFor('--n', bounds)(text);
          } catch (error) {
            expect((error as Error).name).toBe('UsageError');
            expect((error as Error).message).toContain('a whole number from -5 to 100');
            return;
          }
          expect(Number.isInteger(value) && value >= -5 && value <= 100).toBe(true);
        },
      ),
    );
  });

  test.each(['', ' ', 'NaN', 'Infinity', '1e999', '0x10', '1_000', '1,5', '--5', '１'])(
    'is not %j',
    (text) => {
      expect(() => numberFor('--n', {})(text)).toThrow('expected --n to be a number, got');
    },
  );

  test('has its bounds told in words', () => {
    expect(boundsInWords({ above: 0 })).toBe('a number above 0');
    expect(boundsInWords({ min: 1, integer: true })).toBe('a whole number from 1 up');
    expect(boundsInWords({ max: 9 })).toBe('a number up to 9');
    expect(boundsInWords({ min: 1, max: 9 })).toBe('a number from 1 to 9');
  });
});

test('a text is anything but nothing and what looks like an option', () => {
  expect(textFor('--title')('x y')).toBe('x y');
  expect(textFor('--title')('-')).toBe('-');
  expect(() => textFor('--title')('')).toThrow('got nothing');
  expect(() => textFor('--title')('--json')).toThrow('got the option --json');
});

test('texts that are given take the place of the default, all of them', () => {
  const byDefault = ['MINI'];
  const parse = textsFor('--car', byDefault);
  expect(parse('BMW', parse('MINI', byDefault))).toEqual(['MINI', 'BMW']);
});
