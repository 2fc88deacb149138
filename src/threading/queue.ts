/** Python's `queue.Queue` between threads, on shared memory. */
import { checkTimeout } from '../lane/errors.js';
import { assertMayBlock } from '../lane/lane.js';
import { awaitOn, blockOn } from '../lane/wait.js';
import { allocate, free, wordsAt } from '../memory/arena.js';
import { shareableObject, SharedObject } from '../memory/object.js';
import { type DeadlineMs, deadlineIn, spin, type Waiting, wake } from '../memory/park.js';
import { discard, load, store, type Stored } from '../memory/stored.js';
import { BadQueueSizeError, QueueEmptyError, QueueFullError, TaskDoneError } from './errors.js';
import { enter, leave } from './guard.js';

/**
 * The items stand in a ring of slots, item n in slot n modulo its length; it is replaced by one of twice
 * the length when it is full. `puts` and `gets` count items, for ever, modulo 2^32: what is between them
 * is in the queue. Both, and the ring, are changed inside of the guard, each by a single store.
 *
 * Who waits for an item waits for `puts` to change, who waits for room for `gets`: two words, since a
 * wake-up must not reach the wrong side.
 */
const Word = {
  guard: 1,
  puts: 2,
  getters: 3,
  pendingGetters: 4,
  gets: 5,
  putters: 6,
  pendingPutters: 7,
  /** How many items are done with. */
  dones: 8,
  /** Offset of the ring, 0 while there is none. */
  ring: 9,
  maxsize: 10,
} as const;
const WORDS = 11;

/**
 * A ring's first word is its length, a power of two, then come its slots: what an item is, and its two
 * words.
 */
const SLOT_WORDS = 3;
const FIRST_LENGTH = 8;
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
    this.words[Word.maxsize] = maxsize > 0 ? maxsize : NO_LIMIT;
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
    const gets = Atomics.load(this.words, Word.gets);
    return (Atomics.load(this.words, Word.puts) - gets) | 0;
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
    return this.qsize() >= this.words[Word.maxsize]!;
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
      const puts = Atomics.load(this.words, Word.gets);
      if (spin(this.words, Word.puts, puts)) item = this.tryGet();
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
    const { words } = this;
    for (;;) {
      const dones = Atomics.load(words, Word.dones);
      if (dones === Atomics.load(words, Word.puts)) throw new TaskDoneError(this.label);
      const next = (dones + 1) | 0;
      if (Atomics.compareExchange(words, Word.dones, dones, next) !== dones) continue;
      if (next === Atomics.load(words, Word.puts)) Atomics.notify(words, Word.dones);
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
    const { gets: index, putters: sleepers, pendingPutters: pending } = Word;
    for (;;) {
      const seen = Atomics.load(words, index);
      if (this.tryPut(stored)) return true;
      if (!(yield { words, index, seen, deadline, sleepers, pending })) return this.tryPut(stored);
    }
  }

  private *getting(deadline: DeadlineMs): Waiting<unknown> {
    const { words } = this;
    const { puts: index, getters: sleepers, pendingGetters: pending } = Word;
    for (;;) {
      const seen = Atomics.load(words, index);
      const item = this.tryGet();
      if (item !== NOTHING) return item;
      if (!(yield { words, index, seen, deadline, sleepers, pending })) return this.tryGet();
    }
  }

  private *joining(): Waiting<void> {
    const { words } = this;
    const index = Word.dones;
    for (;;) {
      const seen = Atomics.load(words, index);
      if (seen === Atomics.load(words, Word.puts)) return;
      yield { words, index, seen, deadline: Infinity };
    }
  }

  private tryPut([kind, a, b]: Stored): boolean {
    const { words } = this;
    while (!this.full()) {
      const ring = this.ringNow();
      enter(words, Word.guard);
      const puts = words[Word.puts]!;
      const size = (puts - words[Word.gets]!) | 0;
      const isFull = size >= words[Word.maxsize]!;
      const isSame = words[Word.ring] === this.ringAt;
      const length = ring[0]!;
      if (isFull || !isSame || size === length) {
        leave(words, Word.guard);
        if (!isFull && isSame) this.grow(length);
        continue;
      }
      const slot = slotOf(puts, length);
      ring[slot] = kind;
      ring[slot + 1] = a;
      ring[slot + 2] = b;
      Atomics.store(words, Word.puts, (puts + 1) | 0);
      leave(words, Word.guard);
      wake(words, Word.puts, 1, Word.getters, Word.pendingGetters);
      return true;
    }
    return false;
  }

  private tryGet(): unknown {
    const { words } = this;
    while (!this.empty()) {
      const ring = this.ringNow();
      enter(words, Word.guard);
      const gets = words[Word.gets]!;
      if (gets === words[Word.puts] || words[Word.ring] !== this.ringAt) {
        leave(words, Word.guard);
        continue;
      }
      const slot = slotOf(gets, ring[0]!);
      const kind = ring[slot]!;
      const a = ring[slot + 1]!;
      const b = ring[slot + 2]!;
      Atomics.store(words, Word.gets, (gets + 1) | 0);
      leave(words, Word.guard);
      wake(words, Word.gets, 1, Word.putters, Word.pendingPutters);
      return load(kind, a, b);
    }
    return NOTHING;
  }

  /** This thread's view of the ring. Only inside of the guard is it sure to be the present one. */
  private ringNow(): Int32Array {
    const { words } = this;
    if (this.ring === undefined || this.ringAt !== Atomics.load(words, Word.ring)) {
      // Outside of the guard it might be freed before its length is read.
      enter(words, Word.guard);
      this.ringAt = words[Word.ring]!;
      this.ring = ringAt(this.ringAt);
      leave(words, Word.guard);
    }
    return this.ring;
  }

  /** Replaces the ring that was found full by one of twice the length, unless another thread has. */
  private grow(length: number): void {
    const { words } = this;
    const old = this.ring!;
    const oldAt = this.ringAt!;
    const twice = Math.max(FIRST_LENGTH, length * 2);
    const madeAt = allocate(ringBytes(twice));
    const made = wordsAt(madeAt, ringBytes(twice) >> 2);
    made[0] = twice;
    enter(words, Word.guard);
    const isOurs = words[Word.ring] === oldAt;
    if (isOurs) {
      // Item n stands in slot n modulo the length: in the first half or, as a copy, in the second.
      made.set(old.subarray(1), 1);
      made.set(old.subarray(1), old.length);
      Atomics.store(words, Word.ring, madeAt);
    }
    leave(words, Word.guard);
    if (!isOurs) free(madeAt, ringBytes(twice));
    else if (oldAt !== 0) free(oldAt, ringBytes(length));
  }
}

const NO_RING = new Int32Array(1);

function ringBytes(length: number): number {
  return 4 + length * SLOT_WORDS * 4;
}

function slotOf(item: number, length: number): number {
  return 1 + (item & (length - 1)) * SLOT_WORDS;
}

/** A view of the ring at `offset`. */
function ringAt(offset: number): Int32Array {
  return offset === 0 ? NO_RING : wordsAt(offset, ringBytes(wordsAt(offset, 1)[0]!) >> 2);
}

/** Frees what a queue that is garbage still holds. */
function freeItems(words: Int32Array): void {
  const ring = ringAt(words[Word.ring]!);
  for (let item = words[Word.gets]!; item !== words[Word.puts]; item = (item + 1) | 0) {
    const slot = slotOf(item, ring[0]!);
    discard(ring[slot]!, ring[slot + 1]!, ring[slot + 2]!);
  }
  if (words[Word.ring] !== 0) free(words[Word.ring]!, ring.byteLength);
}

shareableObject('Queue', Queue, WORDS);
