/** What every class has in common whose objects live in the program's shared memory. */
import { inspect } from 'node:util';
import { allocate, bytesAt, free, wordsAt } from './arena.js';
import { type Shareable, shareable } from './crossing.js';

/** Keeps a text in shared memory; returns its offset. */
export function storeText(text: string): number {
  const bytes = Buffer.from(text);
  const offset = allocate(4 + bytes.length);
  wordsAt(offset, 1)[0] = bytes.length;
  bytesAt(offset + 4, bytes.length).set(bytes);
  return offset;
}

/** The text that `storeText` kept there. */
export function textAt(offset: number): string {
  return Buffer.from(bytesAt(offset + 4, wordsAt(offset, 1)[0]!)).toString();
}

/** Frees what `storeText` kept there; 0 is none. */
export function freeText(offset: number): void {
  if (offset !== 0) free(offset, 4 + wordsAt(offset, 1)[0]!);
}

/** The name of the object at `offset`; undefined if it was given none. */
export function nameAt(offset: number): string | undefined {
  const at = wordsAt(offset, 1)[0]!;
  return at === 0 ? undefined : textAt(at);
}

/** What is known of an object when its handle on this thread is no more. */
interface Remains {
  offset: number;
  count: number;
  /** Whether another thread may know the object too. */
  crossed: boolean;
  release: ((words: Int32Array) => void) | undefined;
}

/** The handles of this thread on objects that other threads may know, so that there is one of each. */
const handles = new Map<number, WeakRef<SharedObject>>();

/*
 * An object that never left its thread is garbage when its handle is, and its memory is used again. One
 * that crossed may be held anywhere, also in a message under way: it stays for the program's life.
 */
const garbage = new FinalizationRegistry<Remains>(({ offset, count, crossed, release }) => {
  if (crossed) {
    if (handles.get(offset)?.deref() === undefined) handles.delete(offset);
    return;
  }
  const words = wordsAt(offset, count);
  release?.(words);
  freeText(words[0]!);
  free(offset, count * 4);
});

/**
 * An object in shared memory: a few words, the same for every thread. What a thread holds is a handle;
 * passed to another thread, in whatever it is nested, it becomes a handle on the same words there.
 */
export abstract class SharedObject implements Shareable {
  /** Where its words begin in the program's shared memory. */
  readonly offset: number;
  /** Word 0 is the offset of its name; the others are the class's own. */
  protected readonly words: Int32Array;
  private readonly remains: Remains;
  private described: string | undefined;

  /**
   * @param release frees what the object's words own besides, when it is garbage
   */
  protected constructor(
    count: number,
    name: string | undefined,
    release?: (words: Int32Array) => void,
  ) {
    this.offset = allocate(count * 4);
    this.words = wordsAt(this.offset, count);
    if (name !== undefined) this.words[0] = storeText(String(name));
    this.remains = { offset: this.offset, count, crossed: false, release };
    this.described = undefined;
    garbage.register(this, this.remains);
  }

  /** What it is called in traces while it has no name, such as `event`. */
  protected abstract readonly kind: string;

  /** What it is like right now, such as `set`. */
  protected abstract readonly status: string;

  /** The name that it was given, on every thread; undefined without one. */
  get name(): string | undefined {
    return nameAt(this.offset);
  }

  /** How traces and errors speak of it: its kind, and its name where it has one, as in `lock A`. */
  protected get label(): string {
    const { name } = this;
    return (this.described ??= name === undefined ? this.kind : `${this.kind} ${name}`);
  }

  /** @internal Called as the object is sent to where another thread may find it. */
  crossing(): void {
    if (this.crossed) return;
    this.remains.crossed = true;
    handles.set(this.offset, new WeakRef(this));
  }

  /** Whether another thread may know the object. */
  protected get crossed(): boolean {
    return this.remains.crossed;
  }

  /**
   * A text form such as `<Event green: set>`.
   *
   * @returns the class, the name if it has one, and the state
   */
  toString(): string {
    return `<${this.constructor.name} ${this.name ?? `#${this.offset}`}: ${this.status}>`;
  }

  /** The same text form wherever Node prints the object. */
  [inspect.custom](): string {
    return this.toString();
  }
}

/**
 * Says that objects of `type`, each of `count` words, can be passed to other threads.
 *
 * @param arrived called on a thread that has come to know one, with its words
 */
export function shareableObject<T extends SharedObject>(
  name: string,
  type: { prototype: T },
  count: number,
  arrived?: (words: Int32Array) => void,
): void {
  shareable(name, type as unknown as abstract new (...args: never[]) => T, (offset) => {
    const known = handles.get(offset)?.deref() as T | undefined;
    if (known !== undefined) return known;
    arrived?.(wordsAt(offset, count));
    return handleOn(type, offset, count);
  });
}

function handleOn<T extends SharedObject>(type: { prototype: T }, offset: number, count: number) {
  const handle = Object.create(type.prototype) as T;
  const remains: Remains = { offset, count, crossed: true, release: undefined };
  Object.assign(handle, { offset, words: wordsAt(offset, count), remains, described: undefined });
  handles.set(offset, new WeakRef(handle));
  garbage.register(handle, remains);
  return handle;
}
