/** What each event must hold: the check of recordings that come from outside. */
import type { TraceEvent } from './event.js';
import { toJson } from './json.js';

interface Check {
  expected: string;
  accepts(value: unknown): boolean;
  /** The field may be missing. */
  optional?: boolean;
}

type Type = TraceEvent['type'];
type EventOf<T, E = TraceEvent> = E extends { type: infer U } ? (T extends U ? E : never) : never;
/** A check for each field: an event that gains a field does not compile until it has one here. */
type Fields<T extends Type> = Record<Exclude<keyof EventOf<T>, 'type' | 't'>, Check>;

const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);

/** Thirty years: no run is longer, and no picture of more could be told. */
const LONGEST_SECONDS = 1e9;
const isMoment = (value: unknown): boolean => isNumber(value) && Math.abs(value) <= LONGEST_SECONDS;
const isSeconds = (value: unknown): boolean => isMoment(value) && (value as number) >= 0;

const text: Check = { expected: 'a text', accepts: (value) => typeof value === 'string' };
const factor: Check = {
  expected: 'a number above 0',
  accepts: (value) => isNumber(value) && value > 0,
};
const amount: Check = {
  expected: 'a number from 0 up',
  accepts: (value) => isNumber(value) && value >= 0,
};
const count: Check = {
  expected: 'a whole number from 0 up',
  accepts: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
};
const object: Check = {
  expected: 'an object',
  accepts: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};
// JSON has no Infinity: a sleep without end is written with null.
const seconds: Check = {
  expected: 'a number of seconds from 0 up',
  accepts: isSeconds,
};
const secondsOrNull: Check = {
  expected: 'a number of seconds or null',
  accepts: (value) => value === null || isSeconds(value),
};
const oneOf = (...words: string[]): Check => ({
  expected: `one of ${words.join(', ')}`,
  accepts: (value) => words.includes(value as string),
});
const optional = (check: Check): Check => ({ ...check, optional: true });

const lane = text;
const kind = oneOf('main', 'thread', 'process', 'greenlet');
const flag = { lane, on: text };
const task = { lane, task: count, worker: optional(text) };

/** The fields of each type of event, beside `type` and `t`. */
export const schema: { [T in Type]: Fields<T> } = {
  'run-start': {
    version: count,
    demo: text,
    options: object,
    speed: factor,
    node: text,
    cpus: amount,
    started: text,
  },
  'lane-start': { lane, kind, parent: optional(text), pid: count, tid: count },
  'lane-end': { lane, kind, how: oneOf('returned', 'failed', 'killed') },
  print: { lane, text },
  sleep: { lane, seconds: optional(secondsOrNull), on: optional(text) },
  wait: { lane, on: text, seconds: optional(secondsOrNull) },
  wake: { lane, on: optional(text) },
  set: flag,
  clear: flag,
  'task-submit': task,
  'task-start': task,
  'task-end': task,
  callback: task,
  switch: { lane, to: text },
  error: { lane, name: text, message: text },
  'run-end': {
    elapsed: seconds,
    ideal: secondsOrNull,
    status: oneOf('ok', 'failed', 'interrupted'),
    threads: count,
    processes: count,
    cpuSeconds: seconds,
    peakMemoryBytes: amount,
  },
};

/**
 * Checks a value from outside against the schema. Fields that the schema does not know are let pass:
 * a version of the format may gain some.
 *
 * @returns what is wrong with it, as a clause; null if it is an event
 */
export function checkEvent(value: unknown): string | null {
  if (!object.accepts(value)) return `expected an object, got ${shown(value)}`;
  const event = value as Record<string, unknown>;
  const { type, t } = event;
  if (typeof type !== 'string') return `expected a text as type, got ${shown(type)}`;
  if (!Object.hasOwn(schema, type)) return `${shown(type)} is no type of event`;
  if (!isMoment(t)) return `expected a number of seconds as t of ${type}, got ${shown(t)}`;
  for (const [name, check] of Object.entries<Check>(schema[type as Type])) {
    const field = event[name];
    if (field === undefined ? check.optional !== true : !check.accepts(field))
      return `expected ${check.expected} as ${name} of ${type}, got ${shown(field)}`;
  }
  return null;
}

/** The beginning of a value from outside, fit for a message. */
export function shown(value: unknown): string {
  if (value === undefined) return 'none';
  const text = toJson(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
