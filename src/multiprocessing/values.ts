/**
 * How values cross to another process or to a pool's thread, and keep their type. What a hot pool mostly
 * sends, a few numbers and texts, goes as it is within the message that carries it; all else as the bytes
 * of V8's own serializer (Date, Map, typed arrays, cycles), errors as `failure.ts` describes them.
 */
import { v8 } from '../lane/builtin.js';
import { NotCloneableError } from '../lane/errors.js';
import { holds, mapped, packed, sharedKind, unpacked } from '../memory/crossing.js';
import { isSmallJson } from '../memory/json.js';
import { describe, isDescribed, revive } from './failure.js';

/** A value that every kind of message carries as it is. */
type Scalar = string | number | bigint | boolean | null | undefined;

/**
 * A value on its way: as it is, as V8's bytes (`marked` where errors or shared objects are within), or as
 * a clone that shares memory with a thread.
 */
export type Payload =
  Scalar | readonly Scalar[] | Uint8Array | { marked: Uint8Array } | { clone: unknown };

/** Who is to receive a value: only threads can share memory. */
export type Receiver = 'process' | 'thread';

/** What the names of those shared objects begin with that processes can share. */
export const BETWEEN_PROCESSES = 'multiprocessing.';

/** What V8's bytes begin with, and no text does. */
const V8_MARK = 0xff;

/** A message's bytes, for a pipe; what it holds is data, or payloads. Small plain data is sent as JSON. */
export function toBytes(message: unknown): Uint8Array {
  return isSmallJson(message) ? Buffer.from(JSON.stringify(message)) : v8().serialize(message);
}

/** Undoes `toBytes`. */
export function fromBytes(bytes: Uint8Array): unknown {
  if (bytes[0] === V8_MARK) return v8().deserialize(bytes);
  return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());
}

/** Whether every kind of message carries the value as it is. */
export function isScalar(value: unknown): value is Scalar {
  const type = typeof value;
  return type === 'object' ? value === null : type !== 'function' && type !== 'symbol';
}

function isFlat(list: readonly unknown[]): list is readonly Scalar[] {
  for (let i = 0; i < list.length; i++) if (!isScalar(list[i])) return false;
  return true;
}

function isSharedMemory(object: object): boolean {
  return (
    object instanceof SharedArrayBuffer ||
    (ArrayBuffer.isView(object) && object.buffer instanceof SharedArrayBuffer)
  );
}

const isSpecial = (object: object): boolean =>
  object instanceof Error || isSharedMemory(object) || sharedKind(object) !== undefined;

/**
 * Makes `value` ready to leave. It is a copy: who gave the value may change it before it has left.
 *
 * @throws DOMException or TypeError when it cannot be cloned
 */
export function encode(value: unknown, to: Receiver = 'process'): Payload {
  if (isScalar(value)) return value;
  if (Array.isArray(value) && isFlat(value)) return value.slice();
  if (!holds(value, isSpecial)) return toBytes(value);
  let sharesMemory = false;
  const data = mapped(value, (object) => {
    if (object instanceof Error) return describe(object);
    const shared = isSharedMemory(object) ? 'SharedArrayBuffer' : sharedKind(object);
    if (shared === undefined) return undefined;
    if (to === 'process' && !shared.startsWith(BETWEEN_PROCESSES))
      throw new TypeError(
        `a ${shared} is shared by the threads of one process alone (for other processes, copy the data, or use what \`multiprocessing\` has)`,
      );
    sharesMemory ||= shared === 'SharedArrayBuffer';
    return packed(object) ?? object;
  });
  return sharesMemory ? { clone: structuredClone(data) } : { marked: toBytes(data) };
}

/** Whether shared objects may be within. */
export function isMarked(payload: Payload): payload is { marked: Uint8Array } | { clone: unknown } {
  return !isScalar(payload) && !Array.isArray(payload) && !(payload instanceof Uint8Array);
}

/** Undoes `encode` on the other side. */
export function decode(payload: Payload): unknown {
  if (payload instanceof Uint8Array) return fromBytes(payload);
  if (!isMarked(payload)) return payload;
  const data = 'marked' in payload ? fromBytes(payload.marked) : payload.clone;
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
        if (typeof value === 'symbol' || typeof value === 'function') toBytes(value);
      } catch (error) {
        throw new NotCloneableError(`Argument ${index + 1} of ${what}`, (error as Error).message);
      }
    }
    throw new NotCloneableError(`An argument of ${what}`, 'V8 cannot serialize it');
  }
}
