/** Tells plain data that JSON carries just as structured clone does. */

/** More than this is left to V8's serialization, which costs less by the item. */
const MOST_OBJECTS = 32;
const MOST_ITEMS = 64;

/**
 * Whether `value` is small and JSON gives back exactly what structured clone would: plain objects and
 * arrays of texts, finite numbers, booleans and null, in which no object stands twice.
 */
export function isSmallJson(value: unknown): boolean {
  return isJson(value, []);
}

function isJson(value: unknown, met: object[]): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0);
    case 'object':
      return value === null || isJsonObject(value, met);
    default:
      return false;
  }
}

function isJsonObject(object: object, met: object[]): boolean {
  if (met.length === MOST_OBJECTS || met.includes(object)) return false;
  met.push(object);
  if (Array.isArray(object)) {
    if (object.length > MOST_ITEMS) return false;
    // A hole reads as undefined. Named properties of an array would be lost.
    for (const item of object) if (!isJson(item, met)) return false;
    return Object.keys(object).length === object.length;
  }
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) return false;
  const keys = Object.keys(object);
  if (keys.length > MOST_ITEMS) return false;
  for (const key of keys) if (!isJson((object as Record<string, unknown>)[key], met)) return false;
  return true;
}
