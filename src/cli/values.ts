/** Reads the values of options; what is no such value is refused with what was expected. */
import { UsageError } from './errors.js';

/** Which numbers are allowed. */
export interface Bounds {
  min?: number;
  max?: number;
  /** The smallest number that is not allowed any more. */
  above?: number;
  integer?: boolean;
}

/** In words: `a whole number from 1 to 10`. */
export function boundsInWords({ min, max, above, integer }: Bounds): string {
  const kind = integer === true ? 'a whole number' : 'a number';
  if (above !== undefined) return `${kind} above ${above}`;
  if (min !== undefined && max !== undefined) return `${kind} from ${min} to ${max}`;
  if (min !== undefined) return `${kind} from ${min} up`;
  return max === undefined ? kind : `${kind} up to ${max}`;
}

/** A parser of numbers for the option `flag`. */
export function numberFor(flag: string, bounds: Bounds): (text: string) => number {
  const { min = -Infinity, max = Infinity, above = -Infinity, integer = false } = bounds;
  return (text) => {
    const value = /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(text) ? Number(text) : NaN;
    const fits = Number.isFinite(value) && value >= min && value <= max && value > above;
    if (!fits || (integer && !Number.isSafeInteger(value)))
      throw new UsageError(`expected ${flag} to be ${boundsInWords(bounds)}, got '${text}'.`);
    return value;
  };
}

/** A parser of texts for the option `flag`. */
export function textFor(flag: string): (text: string) => string {
  return (text) => {
    if (text === '') throw new UsageError(`expected ${flag} to be some text, got nothing.`);
    if (text.startsWith('--'))
      throw new UsageError(`expected ${flag} to be followed by its value, got the option ${text}.`);
    return text;
  };
}

/** A parser of texts for an option that may be given again; `byDefault` holds until it is given. */
export function textsFor(
  flag: string,
  byDefault: readonly string[],
): (text: string, before: readonly string[]) => readonly string[] {
  const one = textFor(flag);
  return (text, before) => [...(before === byDefault ? [] : before), one(text)];
}
