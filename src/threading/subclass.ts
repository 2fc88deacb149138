/** How an object of a user's Thread or Process subclass goes to its worker and comes to life there. */
import { NotCloneableError } from '../lane/errors.js';
import { pack, unpack } from '../memory/crossing.js';

// Strings and comments could hold a # too; they are taken out before looking for a private name.
const NOT_CODE =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;

/**
 * Refuses what cannot be seen from outside and so cannot be sent.
 *
 * @throws NotCloneableError when the class, or one that it extends, declares a `#private` field
 */
export function assertCloneableFields(object: object, base: object): void {
  for (
    let type = object.constructor;
    type !== base && Function.prototype.toString.call(type).startsWith('class');
    type = Object.getPrototypeOf(type) as typeof type
  ) {
    const [name] = /#[\w$\u0080-\uffff]+\s*(?=[=;\n}])/.exec(
      Function.prototype.toString.call(type).replace(NOT_CODE, "''"),
    ) ?? [undefined];
    if (name !== undefined)
      throw new NotCloneableError(
        `The private field ${name.trim()} of ${type.name}`,
        'a private field is invisible from outside of its class (use a public field)',
      );
  }
}

/** The object's own fields, ready to be sent. */
export function fieldsOf(object: object): object {
  return pack({ ...object }) as object;
}

/** The object again: its class's methods and `instanceof`, its fields, no call of its constructor. */
export function reviveObject<T extends object>(type: { prototype: unknown }, fields: object): T {
  return Object.assign(Object.create(type.prototype as object) as T, unpack(fields));
}
