/**
 * One piece of shared memory per program, in which every shared object (an Event, a Lock, a thread's
 * record, ...) is an offset. So an object travels to another thread as a number, in a message, in a
 * thread's field or through a Queue.
 *
 * The buffer only grows; what was freed is used again for the next block of its size. Each object keeps
 * a fixed-length view of its own words: such a view of a growable buffer is as fast as one of a plain
 * buffer, a length-tracking view is 2.5 times slower.
 */

const FIRST_BYTES = 1 << 16;
const MOST_BYTES = 1 << 30;
/** Words at the front that belong to the program as a whole. */
export const Header = {
  /** Next free byte. */
  top: 0,
  /** The last lane number given out. */
  lanes: 1,
  /** Threads constructed without a name so far (Python's `Thread-N`). */
  threadNames: 2,
  /** Threads alive, the main one included. */
  activeThreads: 3,
  /** Offset of the newest thread's record. */
  threads: 4,
  /** Threads that are over. */
  endedThreads: 5,
  processNames: 6,
  /** Offset of the main thread's record. */
  mainThread: 7,
  /** Offset of the newest child process's record. */
  children: 8,
  /** Pool workers started so far; their lanes are `worker-N`. */
  poolWorkers: 10,
  pools: 11,
  /** Tasks given to pools so far. */
  tasks: 12,
  /** Held by who writes on a child process's control pipe. */
  controlLock: 9,
} as const;
const HEADER_WORDS = 64;
/** One list of freed blocks for each size class. */
const LISTS = 128;
const FIRST_BLOCK = HEADER_WORDS * 4 + LISTS * 8;

let buffer: SharedArrayBuffer | null = null;
let header: Int32Array | null = null;
let lists!: BigInt64Array;
let whole: Buffer = Buffer.alloc(0);

function open(shared: SharedArrayBuffer): Int32Array {
  buffer = shared;
  whole = Buffer.alloc(0);
  header = new Int32Array(shared, 0, HEADER_WORDS);
  lists = new BigInt64Array(shared, HEADER_WORDS * 4, LISTS);
  return header;
}

/** The program's shared memory; made on first use where no conductor handed one over. */
export function arena(): SharedArrayBuffer {
  if (buffer === null) {
    const made = new SharedArrayBuffer(FIRST_BYTES, { maxByteLength: MOST_BYTES });
    open(made)[Header.top] = FIRST_BLOCK;
    return made;
  }
  return buffer;
}

/** Uses the shared memory that the conductor of this program made. Called once, as a thread begins. */
export function adoptArena(shared: SharedArrayBuffer): void {
  open(shared);
}

/** The words that belong to the program as a whole, indexed by `Header`. */
export function programWords(): Int32Array {
  if (header === null) arena();
  return header!;
}

/** The number of a block's size class: four classes to each doubling, so that little is wasted. */
function classOf(bytes: number): number {
  if (bytes <= 32) return Math.max(1, (bytes + 7) >> 3);
  const octave = 31 - Math.clz32(bytes - 1);
  return octave * 4 + (((bytes - 1) >> (octave - 2)) & 3);
}

function sizeOf(sizeClass: number): number {
  return sizeClass <= 4 ? sizeClass * 8 : ((sizeClass & 3) + 5) << ((sizeClass >> 2) - 2);
}

/**
 * Reserves `bytes` of zeroed shared memory, aligned to 8, and returns their offset.
 *
 * @throws RangeError when the program's shared memory (1 GB) is used up
 */
export function allocate(bytes: number): number {
  const sizeClass = classOf(bytes);
  const freed = takeFreed(sizeClass);
  if (freed === 0) return extend(sizeOf(sizeClass));
  wordsAt(freed, sizeOf(sizeClass) >> 2).fill(0);
  return freed;
}

/**
 * As `allocate`, for who writes all of it anyway: what was there before may still be.
 *
 * @throws RangeError when the program's shared memory (1 GB) is used up
 */
export function allocateRaw(bytes: number): number {
  const sizeClass = classOf(bytes);
  const freed = takeFreed(sizeClass);
  return freed === 0 ? extend(sizeOf(sizeClass)) : freed;
}

function extend(size: number): number {
  const words = programWords();
  for (;;) {
    const offset = Atomics.load(words, Header.top);
    const end = offset + size;
    if (end > MOST_BYTES)
      throw new RangeError('The shared memory of this program (1 GB) is used up.');
    if (Atomics.compareExchange(words, Header.top, offset, end) !== offset) continue;
    growTo(end);
    return offset;
  }
}

function growTo(end: number): void {
  const shared = arena();
  while (shared.byteLength < end) {
    try {
      shared.grow(Math.min(MOST_BYTES, Math.max(end, shared.byteLength * 2)));
    } catch {
      // Another thread grew it further in between; look again.
    }
  }
}

/*
 * A list of freed blocks is a stack without a lock: no thread can die holding it. Its head is the
 * offset of the newest block with a count of changes above it, without which a thread that is
 * overtaken in the middle of a step could take a list for unchanged that was emptied and refilled.
 */
const OFFSET = 0xffffffffn;
const CHANGE = 1n << 32n;

function takeFreed(sizeClass: number): number {
  if (header === null) arena();
  for (;;) {
    const head = Atomics.load(lists, sizeClass);
    const offset = Number(head & OFFSET);
    if (offset === 0) return 0;
    const next = BigInt(Atomics.load(wordsAt(offset, 1), 0));
    const taken = ((head & ~OFFSET) + CHANGE) | (next & OFFSET);
    if (Atomics.compareExchange(lists, sizeClass, head, BigInt.asIntN(64, taken)) === head)
      return offset;
  }
}

/** Gives a block back that nobody uses any more; `bytes` as it was allocated. */
export function free(offset: number, bytes: number): void {
  const sizeClass = classOf(bytes);
  const block = wordsAt(offset, 1);
  for (;;) {
    const head = Atomics.load(lists, sizeClass);
    Atomics.store(block, 0, Number(head & OFFSET));
    const put = ((head & ~OFFSET) + CHANGE) | BigInt(offset);
    if (Atomics.compareExchange(lists, sizeClass, head, BigInt.asIntN(64, put)) === head) return;
  }
}

/** A view of `count` 32-bit words at `offset`. */
export function wordsAt(offset: number, count: number): Int32Array {
  return new Int32Array(arena(), offset, count);
}

/** A view of `count` bytes at `offset`. */
export function bytesAt(offset: number, count: number): Uint8Array {
  return new Uint8Array(arena(), offset, count);
}

/** All of the shared memory as bytes, at least up to `end`: for texts, which want no view each. */
export function bytesUpTo(end: number): Buffer {
  if (whole.length < end) whole = Buffer.from(arena(), 0, arena().byteLength);
  return whole;
}
