/**
 * How values cross from one thread to another. Structured clone carries data; our shared objects
 * cross as their kind and offset and are the same object on the other side: also nested in arrays,
 * plain objects, maps and sets.
 */

/** A class whose objects live in the arena. */
export interface Shareable {
  /** Where the object's words begin. */
  readonly offset: number;
}

interface Kind {
  readonly name: string;
  readonly is: (value: object) => boolean;
  readonly revive: (offset: number) => object;
}

const kinds = new Map<string, Kind>();
const MARK = 'concurrency-demos:shared';

interface Packed {
  [MARK]: string;
  offset: number;
}

/** Says how objects of the class come to life again on another thread. */
export function shareable<T extends Shareable>(
  name: string,
  type: abstract new (...args: never[]) => T,
  revive: (offset: number) => T,
): void {
  kinds.set(name, { name, is: (value) => value instanceof type, revive });
}

/**
 * A copy of `value` in which `each` has replaced what it wants to; where it returns undefined, arrays,
 * plain objects, maps and sets are copied with what they hold, and all else stays as it is.
 */
export function mapped(
  value: unknown,
  each: (value: object) => unknown,
  seen = new Map<object, unknown>(),
): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  const replaced = each(value);
  if (replaced !== undefined) {
    seen.set(value, replaced);
    return replaced;
  }
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    seen.set(value, copy);
    for (const item of value) copy.push(mapped(item, each, seen));
    return copy;
  }
  if (value instanceof Map) {
    const copy = new Map();
    seen.set(value, copy);
    for (const [key, item] of value) copy.set(mapped(key, each, seen), mapped(item, each, seen));
    return copy;
  }
  if (value instanceof Set) {
    const copy = new Set();
    seen.set(value, copy);
    for (const item of value) copy.add(mapped(item, each, seen));
    return copy;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const copy: Record<string, unknown> = {};
  seen.set(value, copy);
  for (const [key, item] of Object.entries(value)) copy[key] = mapped(item, each, seen);
  return copy;
}

/** The name of the shared object's class; undefined for anything else. */
export function sharedKind(object: object): string | undefined {
  for (const kind of kinds.values()) if (kind.is(object)) return kind.name;
  return undefined;
}

/** Replaces every shared object within `value` by a mark that structured clone can carry. */
export function pack(value: unknown): unknown {
  return mapped(value, (object) => {
    const kind = sharedKind(object);
    return kind && { [MARK]: kind, offset: (object as Shareable).offset };
  });
}

/** Undoes `pack` on the other side. */
export function unpack(value: unknown): unknown {
  return mapped(value, (object) => {
    if (!(MARK in object)) return undefined;
    const packed = object as Packed;
    const kind = kinds.get(packed[MARK]);
    if (kind === undefined) throw new TypeError(`Unknown shared object: ${packed[MARK]}`);
    return kind.revive(packed.offset);
  });
}
