/**
 * One piece of shared memory per program, in which every shared object (an Event, a Lock, a thread's
 * record, ...) is an offset. So an object travels to another thread as a number, in a message, in a
 * thread's field or through a Queue.
 *
 * The buffer only grows. Each object keeps a fixed-length view of its own words: such a view of a
 * growable buffer is as fast as one of a plain buffer, a length-tracking view is 2.5 times slower.
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
  /** Offset of the newest thread's record; guarded by `threadsLock`. */
  threads: 4,
  threadsLock: 5,
  processNames: 6,
  /** Offset of the main thread's record. */
  mainThread: 7,
  /** Offset of the newest child process's record; guarded by `childrenLock`. */
  children: 8,
  childrenLock: 9,
  /** Pool workers started so far; their lanes are `worker-N`. */
  poolWorkers: 10,
  pools: 11,
  /** Tasks given to pools so far. */
  tasks: 12,
} as const;
const HEADER_BYTES = 256;

let buffer: SharedArrayBuffer | null = null;
let header: Int32Array | null = null;

function open(shared: SharedArrayBuffer): Int32Array {
  buffer = shared;
  header = new Int32Array(shared, 0, HEADER_BYTES / 4);
  return header;
}

/** The program's shared memory; made on first use where no conductor handed one over. */
export function arena(): SharedArrayBuffer {
  if (buffer === null) {
    const made = new SharedArrayBuffer(FIRST_BYTES, { maxByteLength: MOST_BYTES });
    open(made)[Header.top] = HEADER_BYTES;
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

/**
 * Reserves `bytes` of zeroed shared memory, aligned to 8, and returns their offset.
 *
 * @throws RangeError when the program's shared memory (1 GB) is used up
 */
export function allocate(bytes: number): number {
  const words = programWords();
  const size = (bytes + 7) & ~7;
  const offset = Atomics.add(words, Header.top, size);
  const end = offset + size;
  const shared = arena();
  while (shared.byteLength < end) {
    if (end > MOST_BYTES)
      throw new RangeError('The shared memory of this program (1 GB) is used up.');
    try {
      shared.grow(Math.min(MOST_BYTES, Math.max(end, shared.byteLength * 2)));
    } catch {
      // Another thread grew it further in between; look again.
    }
  }
  return offset;
}

/** A view of `count` 32-bit words at `offset`. */
export function wordsAt(offset: number, count: number): Int32Array {
  return new Int32Array(arena(), offset, count);
}

/** A view of `count` bytes at `offset`. */
export function bytesAt(offset: number, count: number): Uint8Array {
  return new Uint8Array(arena(), offset, count);
}
