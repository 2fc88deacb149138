/**
 * How values cross from one process to another: by V8's own serializer, which keeps their type (Date,
 * Map, Set, typed arrays, bigint, undefined, cycles), and errors as `failure.ts` describes them. What a
 * hot pool mostly sends, a few numbers and texts, goes as JSON, which is several times cheaper.
 */
import { deserialize, serialize } from 'node:v8';
import { NotCloneableError } from '../lane/errors.js';
import { mapped, sharedKind } from '../memory/crossing.js';
import { describe, isDescribed, revive } from './failure.js';

/** A value on its way. */
export type Payload = string | Uint8Array;

// -0 and what is not finite has no JSON form, nor has undefined.
function isScalar(value: unknown): boolean {
  return typeof value === 'number'
    ? Number.isFinite(value) && !Object.is(value, -0)
    : typeof value === 'string' || typeof value === 'boolean' || value === null;
}

function isFlat(value: unknown): boolean {
  if (!Array.isArray(value)) return isScalar(value);
  for (const item of value as unknown[]) if (!isScalar(item)) return false;
  return true;
}

/**
 * Makes `value` ready to leave its process.
 *
 * @throws DOMException or TypeError when it cannot be cloned
 */
export function encode(value: unknown): Payload {
  if (isFlat(value)) return JSON.stringify(value);
  return serialize(
    mapped(value, (object) => {
      if (object instanceof Error) return describe(object);
      const shared = sharedKind(object);
      if (shared !== undefined)
        throw new TypeError(
          `a ${shared} is shared by the threads of one process alone (between processes, use one of \`multiprocessing\`)`,
        );
      return undefined;
    }),
  );
}

/** Undoes `encode` in the other process. */
export function decode(payload: Payload): unknown {
  if (typeof payload === 'string') return JSON.parse(payload);
  return mapped(deserialize(payload), (object) =>
    isDescribed(object) ? revive(object) : undefined,
  );
}

/**
 * Makes arguments ready to leave, and says which one it is that cannot.
 *
 * @param what how the message names the call, such as "Process-1"
 * @throws NotCloneableError
 */
export function encodeArguments(what: string, args: readonly unknown[]): Payload {
  try {
    return encode(args);
  } catch {
    for (const [index, value] of args.entries()) {
      try {
        encode(value);
      } catch (error) {
        throw new NotCloneableError(`Argument ${index + 1} of ${what}`, (error as Error).message);
      }
    }
    throw new NotCloneableError(`An argument of ${what}`, 'V8 cannot serialize it');
  }
}
