/** How an error goes to another process or thread and stays itself: class, message, cause, stack. */
import * as laneErrors from '../lane/errors.js';
import { loadedClass } from '../lane/target.js';
import { mapped } from '../memory/crossing.js';
import * as threadingErrors from '../threading/errors.js';
import * as ownErrors from './errors.js';

const ours: Record<string, unknown> = { ...laneErrors, ...threadingErrors, ...ownErrors };

const MARK = 'concurrency-demos:error';

interface Described {
  /** The name of its class. */
  [MARK]: string;
  /** Every own property: message, stack, cause, and whatever its maker added. */
  own: Record<string, unknown>;
}

/** Whether a plain object stands for an error. */
export function isDescribed(object: object): object is Described {
  return MARK in object;
}

/** A plain object for an error, which survives any kind of serialization. */
export function describe(error: Error): Described {
  const own: Record<string, unknown> = {};
  for (const key of Object.getOwnPropertyNames(error))
    own[key] = cloneable((error as unknown as Record<string, unknown>)[key]);
  // A class may set its name on the prototype, which does not travel.
  if (!('name' in own) && error.name !== error.constructor.name) own['name'] = error.name;
  return { [MARK]: error.constructor.name, own };
}

/** Errors carry handles and functions at times: those stay behind, the error must not. */
function cloneable(value: unknown): unknown {
  const described = mapped(value, (object) =>
    object instanceof Error ? describe(object) : undefined,
  );
  try {
    return structuredClone(described);
  } catch {
    return String(value);
  }
}

type ErrorClass = new (...args: never[]) => Error;

function classNamed(name: string): ErrorClass | undefined {
  const found = ours[name] ?? (globalThis as Record<string, unknown>)[name] ?? loadedClass(name);
  return typeof found === 'function' && found.prototype instanceof Error
    ? (found as ErrorClass)
    : undefined;
}

/**
 * The error again: of its own class where this side knows it (a class of the language, of ours, or one
 * that the task's module exports), else an Error of that name. Its stack is the one of where it was thrown.
 */
export function revive({ [MARK]: name, own }: Described): Error {
  const type = classNamed(name);
  const error = new Error();
  if (type !== undefined) Object.setPrototypeOf(error, type.prototype as object);
  else if (name !== 'Error') define(error, 'name', name);
  for (const [key, value] of Object.entries(own))
    define(
      error,
      key,
      mapped(value, (object) => (isDescribed(object) ? revive(object) : undefined)),
    );
  return error;
}

function define(error: Error, key: string, value: unknown): void {
  const enumerable = !['name', 'message', 'stack', 'cause', 'errors'].includes(key);
  Object.defineProperty(error, key, { value, enumerable, writable: true, configurable: true });
}
