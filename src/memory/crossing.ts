/**
 * How values cross from one thread to another. Structured clone carries data; our shared objects
 * cross as their kind and offset and are the same object on the other side: also nested in arrays,
 * plain objects, maps and sets.
 */

/** A class whose objects live in the arena. */
export interface Shareable {
  /** Where the object's words begin. */
  readonly offset: number;
  /** Called as the object is sent to where another thread may find it. */
  crossing?(): void;
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

let loadKind: (name: string) => void = () => {};

/** Calls `load` for a kind that is not known yet, which is to make it known. */
export function loadKindsBy(load: (name: string) => void): void {
  loadKind = load;
}

/** The object of that kind whose words begin at `offset`. */
export function revive<T>(kind: string, offset: number): T {
  if (!kinds.has(kind)) loadKind(kind);
  const known = kinds.get(kind);
  if (known === undefined) throw new TypeError(`Unknown shared object: ${kind}`);
  return known.revive(offset) as T;
}

/** Whether structured clone looks into it, and so do we: arrays, plain objects, maps and sets. */
function isContainer(value: object): boolean {
  if (Array.isArray(value) || value instanceof Map || value instanceof Set) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function* contents(container: object): Iterable<unknown> {
  if (container instanceof Map) for (const pair of container) yield* pair;
  else if (Array.isArray(container) || container instanceof Set) yield* container;
  else yield* Object.values(container);
}

/** Whether an object that `isOne` accepts stands anywhere within `value`. */
export function holds(
  value: unknown,
  isOne: (object: object) => boolean,
  seen = new Set<object>(),
): boolean {
  if (typeof value !== 'object' || value === null || seen.has(value)) return false;
  if (isOne(value)) return true;
  if (!isContainer(value)) return false;
  seen.add(value);
  for (const item of contents(value)) if (holds(item, isOne, seen)) return true;
  return false;
}

/**
 * A copy of `value` in which `replace` has replaced what it wants to; where it returns undefined, arrays,
 * plain objects, maps and sets are copied with what they hold, and all else stays as it is.
 */
export function mapped(
  value: unknown,
  replace: (object: object) => unknown,
  seen = new Map<object, unknown>(),
): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  const keep = <T>(copy: T): T => {
    seen.set(value, copy);
    return copy;
  };
  const replaced = replace(value);
  if (replaced !== undefined) return keep(replaced);
  if (!isContainer(value)) return value;
  const each = (item: unknown): unknown => mapped(item, replace, seen);
  if (Array.isArray(value)) {
    const copy = keep<unknown[]>([]);
    for (const item of value) copy.push(each(item));
    return copy;
  }
  if (value instanceof Map) {
    const copy = keep(new Map<unknown, unknown>());
    for (const [key, item] of value) copy.set(each(key), each(item));
    return copy;
  }
  if (value instanceof Set) {
    const copy = keep(new Set<unknown>());
    for (const item of value) copy.add(each(item));
    return copy;
  }
  const copy = keep<Record<string, unknown>>({});
  for (const [key, item] of Object.entries(value)) copy[key] = each(item);
  return copy;
}

function kindOf(object: object): Kind | undefined {
  if (isContainer(object)) return undefined;
  for (const kind of kinds.values()) if (kind.is(object)) return kind;
  return undefined;
}

/** The name of the shared object's class; undefined for anything else. */
export function sharedKind(object: object): string | undefined {
  return kindOf(object)?.name;
}

const isShared = (object: object): boolean => kindOf(object) !== undefined;
const isMark = (object: object): boolean => Object.hasOwn(object, MARK);

/** The mark that stands for a shared object on its way; undefined for anything else. */
export function packed(object: object): object | undefined {
  const kind = kindOf(object);
  if (kind === undefined) return undefined;
  const shared = object as Shareable;
  shared.crossing?.();
  return { [MARK]: kind.name, offset: shared.offset };
}

/** The shared object that a mark stands for; undefined for anything else. */
export function unpacked(object: object): object | undefined {
  if (!isMark(object)) return undefined;
  const { [MARK]: name, offset } = object as Packed;
  return revive(name, offset);
}

/**
 * Replaces every shared object within `value` by a mark that structured clone can carry; `value` itself
 * where there is none.
 */
export function pack(value: unknown): unknown {
  return holds(value, isShared) ? mapped(value, packed) : value;
}

/** Undoes `pack` on the other side. */
export function unpack(value: unknown): unknown {
  return holds(value, isMark) ? mapped(value, unpacked) : value;
}

let preparing: Promise<unknown>[] = [];

/** Says that an object that has just come to this thread is of use only once `ready` has resolved. */
export function prepare(ready: Promise<unknown>): void {
  preparing.push(ready);
}

/** Resolves when the objects that have come to this thread so far are of use. */
export async function prepared(): Promise<void> {
  const all = preparing;
  preparing = [];
  await Promise.all(all);
}
