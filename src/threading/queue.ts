/** Python's `queue.Queue` between threads, on shared memory. */
import { checkTimeout } from '../lane/errors.js';
import { assertMayBlock } from '../lane/lane.js';
import { awaitOn, blockOn } from '../lane/wait.js';
import { allocate, free, wordsAt } from '../memory/arena.js';
import { enter, WANTED } from '../memory/guard.js';
import { shareableObject, SharedObject } from '../memory/object.js';
import { type DeadlineMs, deadlineIn, spin, type Waiting, wake } from '../memory/park.js';
import { discard, load, store, type Stored } from '../memory/stored.js';
import { BadQueueSizeError, QueueEmptyError, QueueFullError, TaskDoneError } from './errors.js';

/**
 * The items stand in a ring of slots, which is replaced by one of twice the size when it is full. The
 * words of both are changed inside of the guard alone. Who waits for an item waits for `size` to leave 0, who
 * waits for room for `room` to do so: two words, since a wake-up must not reach the wrong side.
 */
const Word = {
  guard: 1,
  size: 2,
  getters: 3,
  pendingGetters: 4,
  room: 5,
  putters: 6,
  pendingPutters: 7,
  /** Items put and not yet done with. */
  unfinished: 8,
  /** The slot of the oldest item. */
  head: 9,
  /** Offset of the ring, and how many slots it has: 0, or a power of two. */
  ring: 10,
  capacity: 11,
  maxsize: 12,
} as const;
const WORDS = 13;
const FIRST_CAPACITY = 8;
/** A slot is four words, to have it by a shift: what the item is, its two words, and one unused. */
const SLOT_SHIFT = 2;
const SLOT_BYTES = 16;
const NO_LIMIT = 2 ** 31 - 1;
const NOTHING = Symbol('nothing');

/** How a queue is made. */
export interface QueueOptions {
  /** A name for traces and errors, which then speak of `queue NAME`. */
  name?: string;
}

/**
 * A line of items between threads, first in, first out. `put` waits while it is full, `get` while it
 * is empty. An item arrives as a copy (structured clone), but for shared objects, which stay shared.
 *
 * @example
 * const jobs = new Queue<string>(10);
 * new Thread({ target: work, args: [jobs] }).start();
 * jobs.put('first');
 * jobs.join();
 * @see Python's `queue.Queue`
 */
export class Queue<T = unknown> extends SharedObject {
  private ring: Int32Array | undefined;
  private ringAt: number | undefined;

  protected get kind(): string {
    return 'queue';
  }

  protected get status(): string {
    const { maxsize } = this;
    return `${this.qsize()}${maxsize > 0 ? ` of ${maxsize}` : ''} items`;
  }

  /**
   * @param maxsize how many items it holds at most; 0 or less for no limit but memory
   * @param options all optional
   * @throws BadQueueSizeError when `maxsize` is no whole number
   */
  constructor(maxsize = 0, options: QueueOptions = {}) {
    if (!Number.isInteger(maxsize) || maxsize > NO_LIMIT) throw new BadQueueSizeError(maxsize);
    super(WORDS, options.name, freeItems);
    this.words[Word.maxsize] = this.words[Word.room] = maxsize > 0 ? maxsize : NO_LIMIT;
    this.ring = undefined;
    this.ringAt = undefined;
  }

  /** How many items it holds at most; 0 for no limit. */
  get maxsize(): number {
    const most = this.words[Word.maxsize]!;
    return most === NO_LIMIT ? 0 : most;
  }

  /**
   * How many items it holds now; another thread may change that at any moment.
   *
   * @returns a whole number from 0 up
   */
  qsize(): number {
    return Atomics.load(this.words, Word.size);
  }

  /**
   * Whether it holds no item now.
   *
   * @returns true where `getNowait()` would fail now
   */
  empty(): boolean {
    return this.qsize() === 0;
  }

  /**
   * Whether it holds as many items as it may.
   *
   * @returns true where `putNowait()` would fail now; never without a `maxsize`
   */
  full(): boolean {
    return Atomics.load(this.words, Word.room) === 0;
  }

  /**
   * Adds an item, blocking this thread until there is room.
   *
   * @param item anything that structured clone takes, shared objects included
   * @param block false: do not wait
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @throws QueueFullError when there was no room, at once or in time
   * @throws NotCloneableError when the item cannot be sent to another thread
   * @throws BadTimeoutError when the time-out is negative or no number
   * @throws BlockingOnMainThreadError on the main thread of a plain script: await `putAsync()` there
   */
  put(item: T, block = true, timeoutSeconds?: number): void {
    if (block) {
      checkTimeout('Queue.put()', timeoutSeconds);
      assertMayBlock('Queue.put()', 'Queue.putAsync()');
    }
    const stored = store(`The item for ${this.label}`, item);
    if (this.tryPut(stored)) return;
    if (block) {
      if (spin(this.words, Word.room, 0) && this.tryPut(stored)) return;
      const steps = this.putting(stored, deadlineIn(timeoutSeconds));
      if (blockOn(this.label, timeoutSeconds, steps)) return;
    }
    discard(...stored);
    throw new QueueFullError(this.label, this.maxsize);
  }

  /**
   * Adds an item if there is room now.
   *
   * @param item anything that structured clone takes, shared objects among it
   * @throws QueueFullError when there is none
   * @throws NotCloneableError when the item cannot be sent to another thread
   */
  putNowait(item: T): void {
    this.put(item, false);
  }

  /**
   * As `put`, without blocking the thread. While it is pending, the program stays alive.
   *
   * @param item anything that structured clone takes, shared objects included; cloned at once
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @throws QueueFullError when there was no room in time
   * @throws NotCloneableError when the item cannot be sent to another thread
   */
  async putAsync(item: T, timeoutSeconds?: number): Promise<void> {
    checkTimeout('Queue.putAsync()', timeoutSeconds);
    const stored = store(`The item for ${this.label}`, item);
    const steps = this.putting(stored, deadlineIn(timeoutSeconds));
    if (await awaitOn(this.label, timeoutSeconds, steps)) return;
    discard(...stored);
    throw new QueueFullError(this.label, this.maxsize);
  }

  /**
   * Takes the oldest item out, blocking this thread until there is one.
   *
   * @param block false: do not wait
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @returns the item
   * @throws QueueEmptyError when there was none, at once or in time
   * @throws BadTimeoutError when the time-out is negative or no number
   * @throws BlockingOnMainThreadError on the main thread of a plain script: await `getAsync()` there
   */
  get(block = true, timeoutSeconds?: number): T {
    if (block) {
      checkTimeout('Queue.get()', timeoutSeconds);
      assertMayBlock('Queue.get()', 'Queue.getAsync()');
    }
    let item = this.tryGet();
    if (item === NOTHING && block) {
      if (spin(this.words, Word.size, 0)) item = this.tryGet();
      if (item === NOTHING)
        item = blockOn(this.label, timeoutSeconds, this.getting(deadlineIn(timeoutSeconds)));
    }
    if (item === NOTHING) throw new QueueEmptyError(this.label);
    return item as T;
  }

  /**
   * Takes the oldest item out if there is one now.
   *
   * @returns the item
   * @throws QueueEmptyError when there is none
   */
  getNowait(): T {
    return this.get(false);
  }

  /**
   * As `get`, without blocking the thread. While it is pending, the program stays alive.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @returns resolves to the item
   * @throws QueueEmptyError when there was none in time
   */
  async getAsync(timeoutSeconds?: number): Promise<T> {
    checkTimeout('Queue.getAsync()', timeoutSeconds);
    const steps = this.getting(deadlineIn(timeoutSeconds));
    const item = await awaitOn(this.label, timeoutSeconds, steps);
    if (item === NOTHING) throw new QueueEmptyError(this.label);
    return item as T;
  }

  /**
   * Says that an item that was taken out is done with; `join()` waits for that.
   *
   * @throws TaskDoneError when it is called more often than items were put
   */
  taskDone(): void {
    for (;;) {
      const left = Atomics.load(this.words, Word.unfinished);
      if (left === 0) throw new TaskDoneError(this.label);
      if (Atomics.compareExchange(this.words, Word.unfinished, left, left - 1) !== left) continue;
      if (left === 1) Atomics.notify(this.words, Word.unfinished);
      return;
    }
  }

  /**
   * Blocks this thread until every item that was put is done with: got, and told by `taskDone()`.
   *
   * @throws BlockingOnMainThreadError on the main thread of a plain script: await `joinAsync()` there
   */
  join(): void {
    assertMayBlock('Queue.join()', 'Queue.joinAsync()');
    blockOn(`join ${this.label}`, undefined, this.joining());
  }

  /** As `join`, without blocking the thread. While it is pending, the program stays alive. */
  async joinAsync(): Promise<void> {
    await awaitOn(`join ${this.label}`, undefined, this.joining());
  }

  private *putting(stored: Stored, deadline: DeadlineMs): Waiting<boolean> {
    const { words } = this;
    const { room: index, putters: sleepers, pendingPutters: pending } = Word;
    while (!this.tryPut(stored))
      if (!(yield { words, index, seen: 0, deadline, sleepers, pending }))
        return this.tryPut(stored);
    return true;
  }

  private *getting(deadline: DeadlineMs): Waiting<unknown> {
    const { words } = this;
    const { size: index, getters: sleepers, pendingGetters: pending } = Word;
    for (;;) {
      const item = this.tryGet();
      if (item !== NOTHING) return item;
      if (!(yield { words, index, seen: 0, deadline, sleepers, pending })) return this.tryGet();
    }
  }

  private *joining(): Waiting<void> {
    const { words } = this;
    const index = Word.unfinished;
    for (let seen = Atomics.load(words, index); seen !== 0; seen = Atomics.load(words, index))
      yield { words, index, seen, deadline: Infinity };
  }

  private tryPut(stored: Stored): boolean {
    const { words } = this;
    const [kind, a, b] = stored;
    while (Atomics.load(words, Word.room) !== 0) {
      const ring = this.ringNow();
      const ringAt = this.ringAt;
      enter(words, Word.guard);
      const size = words[Word.size]!;
      const room = words[Word.room]!;
      const capacity = words[Word.capacity]!;
      const fits = words[Word.ring] === ringAt && size < capacity;
      if (room !== 0 && fits) {
        const slot = ((words[Word.head]! + size) & (capacity - 1)) << SLOT_SHIFT;
        ring[slot] = kind;
        ring[slot + 1] = a;
        ring[slot + 2] = b;
        // Outside of the guard too it is changed: by taskDone().
        Atomics.add(words, Word.unfinished, 1);
        Atomics.store(words, Word.room, room - 1);
        Atomics.store(words, Word.size, size + 1);
      }
      if (Atomics.exchange(words, Word.guard, 0) === WANTED) Atomics.notify(words, Word.guard, 1);
      if (room === 0) break;
      if (!fits) {
        if (size === capacity) this.grow(capacity);
        continue;
      }
      wake(words, Word.size, 1, Word.getters, Word.pendingGetters);
      return true;
    }
    return false;
  }

  private tryGet(): unknown {
    const { words } = this;
    while (Atomics.load(words, Word.size) !== 0) {
      const ring = this.ringNow();
      const ringAt = this.ringAt;
      let kind = 0;
      let a = 0;
      let b = 0;
      enter(words, Word.guard);
      const size = words[Word.size]!;
      const fits = words[Word.ring] === ringAt;
      if (size !== 0 && fits) {
        const head = words[Word.head]!;
        const slot = head << SLOT_SHIFT;
        kind = ring[slot]!;
        a = ring[slot + 1]!;
        b = ring[slot + 2]!;
        words[Word.head] = (head + 1) & (words[Word.capacity]! - 1);
        Atomics.store(words, Word.room, words[Word.room]! + 1);
        Atomics.store(words, Word.size, size - 1);
      }
      if (Atomics.exchange(words, Word.guard, 0) === WANTED) Atomics.notify(words, Word.guard, 1);
      if (size === 0) break;
      if (!fits) continue;
      wake(words, Word.room, 1, Word.putters, Word.pendingPutters);
      return load(kind, a, b);
    }
    return NOTHING;
  }

  /** This thread's view of the ring, as far as can be known outside of the guard. */
  private ringNow(): Int32Array {
    const { words } = this;
    if (this.ring === undefined || this.ringAt !== Atomics.load(words, Word.ring)) {
      enter(words, Word.guard);
      const at = words[Word.ring]!;
      const capacity = words[Word.capacity]!;
      if (Atomics.exchange(words, Word.guard, 0) === WANTED) Atomics.notify(words, Word.guard, 1);
      this.ring = wordsAt(at, capacity << SLOT_SHIFT);
      this.ringAt = at;
    }
    return this.ring;
  }

  /** Replaces a full ring by one of twice the size, unless another thread has just done so. */
  private grow(capacity: number): void {
    const { words } = this;
    const old = this.ringNow();
    const oldAt = this.ringAt!;
    const twice = Math.max(FIRST_CAPACITY, capacity * 2);
    const madeAt = allocate(twice * SLOT_BYTES);
    const made = wordsAt(madeAt, twice << SLOT_SHIFT);
    enter(words, Word.guard);
    const ours = words[Word.ring] === oldAt && words[Word.capacity] === capacity;
    if (ours) {
      // Old slots count on beyond the old end, so each is right either in the first half or the second.
      made.set(old, 0);
      made.set(old, old.length);
      words[Word.ring] = madeAt;
      words[Word.capacity] = twice;
    }
    if (Atomics.exchange(words, Word.guard, 0) === WANTED) Atomics.notify(words, Word.guard, 1);
    if (!ours) free(madeAt, twice * SLOT_BYTES);
    else if (capacity > 0) free(oldAt, capacity * SLOT_BYTES);
  }
}

/** Frees what a queue that is garbage still holds. */
function freeItems(words: Int32Array): void {
  const capacity = words[Word.capacity]!;
  if (capacity === 0) return;
  const ring = wordsAt(words[Word.ring]!, capacity << SLOT_SHIFT);
  for (let i = 0; i < words[Word.size]!; i++) {
    const slot = ((words[Word.head]! + i) & (capacity - 1)) << SLOT_SHIFT;
    discard(ring[slot]!, ring[slot + 1]!, ring[slot + 2]!);
  }
  free(words[Word.ring]!, capacity * SLOT_BYTES);
}

shareableObject('Queue', Queue, WORDS);
