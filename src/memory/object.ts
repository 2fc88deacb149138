/** What every class has in common whose objects live in the program's shared memory. */
import { allocate, bytesAt, wordsAt } from './arena.js';
import { type Shareable, shareable } from './crossing.js';

/** Keeps a text in shared memory; returns its offset, and 0 for none. */
export function storeText(text: string | undefined): number {
  if (text === undefined) return 0;
  const bytes = Buffer.from(text);
  const offset = allocate(4 + bytes.length);
  wordsAt(offset, 1)[0] = bytes.length;
  bytesAt(offset + 4, bytes.length).set(bytes);
  return offset;
}

/** The text that `storeText` kept at `offset`. */
export function textAt(offset: number): string {
  return Buffer.from(bytesAt(offset + 4, wordsAt(offset, 1)[0]!)).toString();
}

/**
 * An object in shared memory: a few words, the same for every thread. What a thread holds is a handle;
 * passed to another thread, in whatever it is nested, it becomes a handle on the same words there.
 */
export abstract class SharedObject implements Shareable {
  /** Where its words begin in the program's shared memory. */
  readonly offset: number;
  /** Word 0 is the offset of its name; the others are the class's own. */
  protected readonly words: Int32Array;
  private described: string | undefined;

  protected constructor(count: number, name: string | undefined) {
    this.offset = allocate(count * 4);
    this.words = wordsAt(this.offset, count);
    this.words[0] = storeText(name === undefined ? undefined : String(name));
    this.described = undefined;
  }

  /** What it is called in traces while its objects have no name, such as `event`. */
  protected abstract readonly kind: string;

  /** The name that it was given, on every thread; undefined without one. */
  get name(): string | undefined {
    const at = this.words[0]!;
    return at === 0 ? undefined : textAt(at);
  }

  /** How traces and errors speak of it: its kind, and its name where it has one, as in `lock A`. */
  protected get label(): string {
    const { name } = this;
    return (this.described ??= name === undefined ? this.kind : `${this.kind} ${name}`);
  }
}

/** Says that objects of `type`, each of `count` words, can be passed to other threads. */
export function shareableObject<T extends SharedObject>(
  name: string,
  type: { prototype: T },
  count: number,
): void {
  shareable(name, type as unknown as abstract new (...args: never[]) => T, (offset) =>
    Object.assign(Object.create(type.prototype) as T, {
      offset,
      words: wordsAt(offset, count),
      described: undefined,
    }),
  );
}
