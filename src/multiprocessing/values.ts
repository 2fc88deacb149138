/**
 * How values cross to another process or to a pool's thread, and keep their type: by V8's own serializer
 * (Date, Map, Set, typed arrays, bigint, undefined, cycles), errors as `failure.ts` describes them. What
 * a hot pool mostly sends, a few numbers and texts, goes as JSON, which is several times cheaper.
 */
import type * as v8 from 'node:v8';
import { createRequire } from 'node:module';
import { NotCloneableError } from '../lane/errors.js';
import { mapped, packed, sharedKind, unpacked } from '../memory/crossing.js';
import { describe, isDescribed, revive } from './failure.js';

/** A value on its way: JSON, V8's bytes, or a structured clone where memory is shared with a thread. */
export type Payload = string | Uint8Array | { clone: unknown };

/** Who is to receive a value: only threads can share memory. */
export type Receiver = 'process' | 'thread';

/** What the names of those shared objects begin with that processes can share. */
export const BETWEEN_PROCESSES = 'multiprocessing.';

/** An array of more numbers or texts than these is faster in V8's format. */
const MOST_FLAT = 100;

let loaded: typeof v8 | undefined;

/** Loaded on first use: it would take a quarter of a millisecond of every lane's start. */
function serializer(): typeof v8 {
  return (loaded ??= createRequire(import.meta.url)('node:v8') as typeof v8);
}

// -0 and what is not finite has no JSON form, nor has undefined.
function isScalar(value: unknown): boolean {
  return typeof value === 'number'
    ? Number.isFinite(value) && !Object.is(value, -0)
    : typeof value === 'string' || typeof value === 'boolean' || value === null;
}

function isFlat(value: unknown): boolean {
  if (!Array.isArray(value)) return isScalar(value);
  if (value.length > MOST_FLAT) return false;
  for (let i = 0; i < value.length; i++) if (!isScalar(value[i])) return false;
  return true;
}

function isSharedMemory(object: object): boolean {
  return (
    object instanceof SharedArrayBuffer ||
    (ArrayBuffer.isView(object) && object.buffer instanceof SharedArrayBuffer)
  );
}

/**
 * Makes `value` ready to leave.
 *
 * @throws DOMException or TypeError when it cannot be cloned
 */
export function encode(value: unknown, to: Receiver = 'process'): Payload {
  if (isFlat(value)) return JSON.stringify(value);
  let shares = false;
  const data = mapped(value, (object) => {
    if (object instanceof Error) return describe(object);
    const shared = isSharedMemory(object) ? 'SharedArrayBuffer' : sharedKind(object);
    if (shared === undefined) return undefined;
    if (to === 'process' && !shared.startsWith(BETWEEN_PROCESSES))
      throw new TypeError(
        `a ${shared} is shared by the threads of one process alone (for other processes, copy the data, or use what \`multiprocessing\` has)`,
      );
    shares ||= shared === 'SharedArrayBuffer';
    return shared === 'SharedArrayBuffer' ? object : packed(object);
  });
  return shares ? { clone: structuredClone(data) } : serializer().serialize(data);
}

/** Undoes `encode` on the other side. */
export function decode(payload: Payload): unknown {
  if (typeof payload === 'string') return JSON.parse(payload);
  const data = payload instanceof Uint8Array ? serializer().deserialize(payload) : payload.clone;
  return mapped(data, (object) => (isDescribed(object) ? revive(object) : unpacked(object)));
}

/**
 * Makes arguments ready to leave, and says which one it is that cannot.
 *
 * @param what how the message names the call, such as "Process-1"
 * @throws NotCloneableError
 */
export function encodeArguments(
  what: string,
  args: readonly unknown[],
  to: Receiver = 'process',
): Payload {
  try {
    return encode(args, to);
  } catch {
    for (const [index, value] of args.entries()) {
      try {
        encode(value, to);
      } catch (error) {
        throw new NotCloneableError(`Argument ${index + 1} of ${what}`, (error as Error).message);
      }
    }
    throw new NotCloneableError(`An argument of ${what}`, 'V8 cannot serialize it');
  }
}
