/**
 * Runs a small program of several threads through every order in which their steps on shared memory can
 * happen, one after the other on this very thread.
 *
 * The code under test is the real one. It finds this file's memory where `memory/arena.ts` would be, and
 * this file's `Atomics`; each of its accesses there is a step. A thread is taken one step further by
 * running its function again from the start: what its steps gave so far is known and given again, the
 * next step is done, and at the one after it the function is left by throwing. So all that a thread
 * knows follows from what its steps gave; two orders after which memory and all of that are alike need
 * not be told apart, and each such state is visited once.
 *
 * The order of steps matters only at words that one thread writes and another one uses. Which these are
 * shows as the program is explored; steps at all other words are taken together with the one before.
 */
import { createHash } from 'node:crypto';

/** Thrown through a thread's code where it is to stop for now. */
const STOP = new Error('stop');
/** The time of a thread one of whose waits ran out: later than any deadline. */
const LATE = 1e12;

/** What a thread's steps gave, the last one first. Equal logs are one object. */
interface Log {
  readonly id: number;
  readonly length: number;
  readonly result: unknown;
  readonly before: Log | null;
}

interface ThreadState {
  readonly log: Log;
  /** The word that it sleeps on, and whether that ends by itself. */
  readonly asleep: { readonly word: number; readonly timed: boolean } | null;
  readonly woken: boolean;
  readonly late: boolean;
  readonly end: End | null;
}

/** How one thread ended: what it returned, or what it threw. */
export interface End {
  value?: unknown;
  error?: Error;
}

interface Path {
  readonly step: string;
  readonly before: Path | null;
}

interface State {
  memory: Int32Array;
  threads: readonly ThreadState[];
  /** Who sleeps, in the order in which they fell asleep. */
  sleepers: readonly number[];
  /** Who took the last step, and how often a thread was overtaken that could have gone on. */
  last: number;
  preemptions: number;
  /** The steps so far, the last one first, for who must understand a failure. */
  path: Path | null;
}

/** A program to explore. */
export interface Program {
  /** The threads' functions. */
  threads: readonly (() => unknown)[];
  /** Looks at an end of the program, and at how each thread ended. */
  check: (ends: readonly End[]) => void;
  /**
   * Whether plain reads and writes are steps of their own too. Where atomic ones order them, as they
   * must, that makes no difference but to the number of states.
   */
  plainSteps?: boolean;
  /**
   * Only the orders in which a thread that could go on is overtaken at most so often (by another one, or by
   * a time-out); without it, all.
   * For programs with too many: nearly all mistakes show with two (Musuvathi and Qadeer, PLDI 2007).
   */
  preemptions?: number;
}

/** The program's own words come first, as in the arena; then what is set up, then each thread's part. */
const SET_UP_AT = 256;
const THREADS_AT = 1536;
const THREAD_BYTES = 768;

let now: State;
let top = 0;
/** The thread that runs. */
let running: {
  thread: number;
  /** What its steps gave, and how many of these it has been given again. */
  given: unknown[];
  at: number;
  /** How many new steps it may take. */
  left: number;
  stopping: boolean;
  /** Where its own memory is free. */
  top: number;
} | null = null;
let plainSteps = false;
/** Who used each word, and who wrote it; `shared` are the words at which the order matters. */
let users = new Map<number, { all: Set<number>; writers: Set<number> }>();
let shared = new Set<number>();
let logs = new Map<string, Log>();

function logged(before: Log | null, result: unknown): Log {
  const key = `${before?.id ?? 0} ${typeof result} ${String(result)}`;
  let log = logs.get(key);
  if (log === undefined) {
    log = { id: logs.size + 1, length: (before?.length ?? -1) + 1, result, before };
    logs.set(key, log);
  }
  return log;
}

function update(thread: number, change: Partial<ThreadState>): void {
  now.threads = now.threads.map((state, i) => (i === thread ? { ...state, ...change } : state));
}

function use(word: number, thread: number, writes: boolean): void {
  let of = users.get(word);
  if (of === undefined) users.set(word, (of = { all: new Set(), writers: new Set() }));
  of.all.add(thread);
  if (writes) of.writers.add(thread);
  if (of.writers.size > 0 && of.all.size > 1) shared.add(word);
}

/** Counts a step; stops the thread where it may take no more. */
function begin(name: string, counts: boolean): void {
  const { thread, left, stopping } = running!;
  // On its way out a thread passes its `finally`s, which must not do anything either.
  if (stopping || (counts && left === 0)) stop();
  if (!counts) return;
  running!.left--;
  now.path = { step: `${thread}: ${name}`, before: now.path };
}

function stop(): never {
  running!.stopping = true;
  throw STOP;
}

function give<T>(result: T): T {
  const { thread } = running!;
  running!.at++;
  update(thread, { log: logged(now.threads[thread]!.log, result) });
  return result;
}

type Access = 'reads' | 'writes';

/** Does one step, or gives what it gave before. Outside of an exploration it is simply done. */
function step<T>(
  name: string,
  word: number | null,
  access: Access,
  act: () => T,
  isPlain = false,
): T {
  if (running === null) return act();
  if (running.at < running.given.length) return running.given[running.at++] as T;
  if (word !== null && !running.stopping) use(word, running.thread, access === 'writes');
  begin(name, word !== null && shared.has(word) && (plainSteps || !isPlain));
  return give(act());
}

const BASE = Symbol('base');
type View = { [BASE]: number; [index: number]: number };

/** What stands for an Int32Array on the explored memory. */
function wordsAt(offset: number, count: number): Int32Array {
  const base = offset >> 2;
  const plain = <T>(key: string, access: Access, act: (word: number) => T): T => {
    const index = Number(key);
    if (index >= count) throw new RangeError(`word ${key} of ${count} at ${offset}`);
    return step(`${access} ${key}`, base + index, access, () => act(base + index), true);
  };
  return new Proxy({} as View, {
    get: (_, key) => {
      if (key === BASE) return base;
      if (key === 'length') return count;
      if (key === 'subarray') return (from: number) => wordsAt(offset + from * 4, count - from);
      if (key === 'set')
        return (from: View & ArrayLike<number>, at: number) => {
          for (let i = 0; i < from.length; i++) {
            const value = from[i]!;
            plain(String(at + i), 'writes', (word) => void (now.memory[word] = value));
          }
        };
      return plain(String(key), 'reads', (word) => now.memory[word]!);
    },
    set: (_, key, value: number) => {
      plain(String(key), 'writes', (word) => void (now.memory[word] = value));
      return true;
    },
  }) as unknown as Int32Array;
}

/** Each thread has memory of its own to take from, so that who comes first makes no difference. */
function allocate(bytes: number): number {
  return step('allocate', null, 'reads', () => {
    const size = (bytes + 7) & ~7;
    const offset = running === null ? top : running.top;
    const end = running === null ? THREADS_AT : THREADS_AT + (running.thread + 1) * THREAD_BYTES;
    if (offset + size > end) throw new RangeError('the explored memory is used up');
    if (running === null) top += size;
    return offset;
  });
}

/** Stands in freed memory, which is not used again, so that a use after that goes wrong. */
const FREED = 0x0bad0bad;

/** What stands for `memory/arena.ts`, but for its `Header`. */
export const modelArena = {
  wordsAt,
  allocate: (bytes: number): number => {
    const offset = allocate(bytes);
    if (running !== null) running.top = offset + ((bytes + 7) & ~7);
    return offset;
  },
  free: (offset: number, bytes: number) => {
    const words = wordsAt(offset, bytes >> 2);
    for (let i = 0; i < bytes >> 2; i++) words[i] = FREED;
  },
  programWords: () => wordsAt(0, SET_UP_AT / 4),
  /** Texts are written before they are shared, so reading them is no step. */
  bytesAt: (offset: number, count: number) => new Uint8Array(now.memory.buffer, offset, count),
};

function wake(word: number, count: number): number {
  const woken = now.sleepers
    .filter((thread) => now.threads[thread]!.asleep!.word === word)
    .slice(0, count);
  for (const thread of woken) update(thread, { woken: true });
  now.sleepers = now.sleepers.filter((thread) => !woken.includes(thread));
  return woken.length;
}

/** Puts the running thread to sleep; its step's result comes when it is woken. */
function sleep(word: number, seen: number, ms: number): unknown {
  const { thread, given, at } = running!;
  if (at < given.length) return given[running!.at++];
  use(word, thread, false);
  begin('wait', true);
  if (now.memory[word] !== seen) return give('not-equal');
  update(thread, { asleep: { word, timed: ms !== Infinity } });
  now.sleepers = [...now.sleepers, thread];
  stop();
}

const wordOf = (words: View, index: number): number => words[BASE] + index;

function change(name: string, next: (old: number, value: number) => number) {
  return (words: View, index: number, value: number): number => {
    const word = wordOf(words, index);
    return step(`${name} ${index}`, word, 'writes', () => {
      const old = now.memory[word]!;
      now.memory[word] = next(old, value);
      return old;
    });
  };
}

/** What stands for `Atomics`. */
const modelAtomics = {
  load: (words: View, index: number) => {
    const word = wordOf(words, index);
    return step(`load ${index}`, word, 'reads', () => now.memory[word]!);
  },
  store: change('store', (_, value) => value),
  exchange: change('exchange', (_, value) => value),
  add: change('add', (old, value) => old + value),
  sub: change('sub', (old, value) => old - value),
  compareExchange: (words: View, index: number, expected: number, value: number) =>
    change('compare-exchange', (old) => (old === expected ? value : old))(words, index, value),
  notify: (words: View, index: number, count = Infinity) => {
    const word = wordOf(words, index);
    return step(`notify ${index}`, word, 'writes', () => wake(word, count));
  },
  wait: (words: View, index: number, seen: number, ms = Infinity) =>
    sleep(wordOf(words, index), seen, ms),
};

/** What stands for `performance.now`: no time passes, but for who waited in vain. */
function modelNow(): number {
  return step('now', null, 'reads', () =>
    running !== null && now.threads[running.thread]!.late ? LATE : 0,
  );
}

/** The number of the thread whose code runs, from 1 up; 0 while the program is set up or checked. */
export const currentThread = (): number => (running === null ? 0 : running.thread + 1);

type Event = 'goes on' | 'is late';

/** Runs `thread` for one step more. */
function advance(program: Program, thread: number, event: Event): void {
  const { log, asleep, late } = now.threads[thread]!;
  const before = now.threads[now.last]!;
  if (thread !== now.last && before.end === null && before.asleep === null) now.preemptions++;
  now.last = thread;
  if (event === 'is late') now.path = { step: `${thread}: time is up`, before: now.path };
  update(thread, {
    log: asleep === null ? log : logged(log, event === 'is late' ? 'timed-out' : 'ok'),
    asleep: null,
    woken: false,
    late: late || event === 'is late',
  });
  now.sleepers = now.sleepers.filter((sleeper) => sleeper !== thread);
  const given: unknown[] = [];
  for (
    let entry: Log | null = now.threads[thread]!.log;
    entry.before !== null;
    entry = entry.before
  )
    given.push(entry.result);
  given.reverse();
  running = {
    thread,
    given,
    at: 0,
    left: 1,
    stopping: false,
    top: THREADS_AT + thread * THREAD_BYTES,
  };
  let end: End | null = null;
  try {
    end = { value: program.threads[thread]!() };
  } catch (error) {
    if (error !== STOP) end = { error: error as Error };
  } finally {
    running = null;
  }
  if (end !== null) update(thread, { end });
}

function keyOf({ memory, threads, sleepers }: State): string {
  const known = threads.map(({ log, asleep, woken, late, end }) =>
    end === null
      ? [log.id, asleep?.word, woken, late]
      : [JSON.stringify(end.value), end.error?.message],
  );
  return createHash('sha1')
    .update(memory)
    .update(JSON.stringify([known, sleepers]))
    .digest('base64');
}

/** A thread that runs again from the start must not find the handles that it made the time before. */
class ForgetfulRef {
  deref(): undefined {
    return undefined;
  }
}

/** Replaces `Atomics` and the clock for the time of `run`. */
function inModel<T>(run: () => T): T {
  const { Atomics, WeakRef } = globalThis;
  const { now: clock } = performance;
  Object.assign(globalThis, { Atomics: modelAtomics, WeakRef: ForgetfulRef });
  performance.now = modelNow;
  try {
    return run();
  } finally {
    Object.assign(globalThis, { Atomics, WeakRef });
    performance.now = clock;
  }
}

/**
 * Explores the program that `setUp` makes.
 *
 * @returns how many states it has, and how many of them are ends
 * @throws what its check throws, or that threads sleep for ever, with the steps that led there
 */
export function explore(setUp: () => Program): { states: number; ends: number } {
  shared = new Set();
  return inModel(() => {
    for (;;) {
      const known = shared.size;
      const result = exploreOnce(setUp);
      // Another word at which the order matters was found after its steps had been taken together.
      if (shared.size === known) return result;
    }
  });
}

function exploreOnce(setUp: () => Program): { states: number; ends: number } {
  users = new Map();
  logs = new Map();
  top = SET_UP_AT;
  const known = shared.size;
  const memory = new Int32Array((THREADS_AT + 3 * THREAD_BYTES) / 4);
  now = { memory, threads: [], sleepers: [], last: 0, preemptions: 0, path: null };
  const program = setUp();
  plainSteps = program.plainSteps === true;
  const log = logged(null, undefined);
  const thread: ThreadState = { log, asleep: null, woken: false, late: false, end: null };
  now.threads = program.threads.map(() => thread);
  const open: State[] = [now];
  const met = new Map([[keyOf(now), 0]]);
  const bounded = program.preemptions !== undefined;
  let ends = 0;
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const moves = movesOf(state);
    if (moves.length === 0) {
      ends++;
      now = { ...state, memory: state.memory.slice() };
      checkEnd(program, state);
    }
    for (const [thread, event] of moves) {
      now = { ...state, memory: state.memory.slice() };
      advance(program, thread, event);
      if (shared.size > known) return { states: 0, ends: 0 };
      if (now.preemptions > (program.preemptions ?? Infinity)) continue;
      const key = keyOf(now) + (bounded ? now.last : '');
      if ((met.get(key) ?? Infinity) <= (bounded ? now.preemptions : 0)) continue;
      met.set(key, bounded ? now.preemptions : 0);
      open.push(now);
    }
  }
  return { states: met.size, ends };
}

function movesOf({ threads }: State): [number, Event][] {
  const moves: [number, Event][] = [];
  threads.forEach(({ asleep, woken, late, end }, thread) => {
    if (end !== null) return;
    if (asleep === null || woken) moves.push([thread, 'goes on']);
    // Once is enough to see what being late does; some try again and again.
    else if (asleep.timed && !late) moves.push([thread, 'is late']);
  });
  return moves;
}

function checkEnd(program: Program, { threads, path }: State): void {
  try {
    const asleep = threads.flatMap(({ end }, i) => (end === null ? [i] : []));
    const cause = threads.find(({ end }) => end?.error !== undefined)?.end?.error;
    if (asleep.length > 0) throw new Error(`asleep for ever: ${asleep.join()}`, { cause });
    program.check(threads.map(({ end }) => end!));
  } catch (error) {
    const steps: string[] = [];
    for (let at = path; at !== null; at = at.before) steps.unshift(at.step);
    (error as Error).message += `\nafter ${steps.length} steps:\n  ${steps.join('\n  ')}`;
    throw error;
  }
}
