/** Whether what a file exports is a demo: no compiler has looked at a user's own. */
import { inspect } from 'node:util';
import type { Demo } from './demo.js';

/**
 * Checks the default export of a module.
 *
 * @throws TypeError that says what was expected where, and what was found
 */
export function checkDemo(demo: unknown): asserts demo is Demo {
  const { main, summary, teaches, options, ideal } = (demo ?? {}) as Partial<Demo>;
  const what = 'its default export to be defineDemo({ main, ... }) with a function main';
  if (demo === undefined) throw new TypeError(`Expected ${what}, got no default export.`);
  if (typeof main !== 'function') refuse(what, isObject(demo) ? main : demo);
  if (!isBilingual(summary)) refuse("its summary to be { en: '...', zh: '...' }", summary);
  if (typeof teaches !== 'string') refuse('what it teaches to be a text', teaches);
  if (!isIdeal(ideal))
    refuse("its ideal to be seconds, a function of its options, or { none: 'why' }", ideal);
  if (options === undefined) return;
  if (!isObject(options)) refuse('its options to be an object', options);
  for (const [name, option] of Object.entries<unknown>(options)) checkOption(name, option);
}

const defaults: Record<string, (value: unknown) => boolean> = {
  boolean: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number',
  string: (value) => typeof value === 'string',
  strings: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
};

function checkOption(name: string, option: unknown): void {
  if (!/^[a-z][a-zA-Z0-9]*$/.test(name))
    refuse('the name of an option to be one in camelCase', name);
  const {
    type,
    default: byDefault,
    description,
  } = (isObject(option) ? option : {}) as {
    [field: string]: unknown;
  };
  const fits = defaults[String(type)];
  if (fits === undefined)
    refuse(`the type of its option '${name}' to be ${Object.keys(defaults).join(', ')}`, type);
  if (!fits(byDefault)) refuse(`the default of its option '${name}' to be a ${type}`, byDefault);
  if (!isBilingual(description))
    refuse(`the description of its option '${name}' to be { en: '...', zh: '...' }`, description);
}

function isIdeal(ideal: unknown): boolean {
  if (!isObject(ideal)) return typeof ideal === 'number' || typeof ideal === 'function';
  return typeof ideal['none'] === 'string' || typeof ideal['measured'] === 'function';
}

function isBilingual(words: unknown): boolean {
  return isObject(words) && typeof words['en'] === 'string' && typeof words['zh'] === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(expected: string, got: unknown): never {
  const found = inspect(got, { depth: 0, breakLength: Infinity, maxStringLength: 60 });
  throw new TypeError(`Expected ${expected}, got ${found}.`);
}
