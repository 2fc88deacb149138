/**
 * Where a pool's worker writes, while it runs a batch, which tasks it has begun and what came of those
 * that are done. It stands in shared memory: another thread of the worker's process can read it, and take
 * back what is not begun, while the worker is busy. So a task that turns out to be long holds up neither
 * the results before it nor the tasks behind it.
 */
import { allocate, free, wordsAt } from '../memory/arena.js';
import { discard, peek, store } from '../memory/stored.js';
import type { Outcomes } from './protocol.js';
import type { Payload } from './values.js';

/** So many tasks a batch may have. */
export const MOST_TASKS = 512;

const Word = { state: 0, published: 1 } as const;
const HEADER_WORDS = 2;
/** A result: number of the task, status, and its value in three words. */
const Entry = { task: 0, status: 1, value: 2, words: 5 } as const;
const WORDS = HEADER_WORDS + MOST_TASKS * Entry.words;

/*
 * `state` holds all that must change at once: a number for the batch, so that nobody takes back tasks of
 * the next one by mistake, how many of its tasks are begun, and how many there are.
 */
const COUNT_BITS = 12;
const COUNTS = (1 << COUNT_BITS) - 1;
const stateOf = (batch: number, begun: number, count: number): number =>
  (batch << (2 * COUNT_BITS)) | (begun << COUNT_BITS) | count;
const batchOf = (state: number): number => state >>> (2 * COUNT_BITS);
const begunOf = (state: number): number => (state >>> COUNT_BITS) & COUNTS;
const countOf = (state: number): number => state & COUNTS;

/** The number of the batch after this one; few are enough to tell neighbours apart. */
export function nextBatch(batch: number): number {
  return (batch + 1) & 0xff;
}

/** What is known of a batch that is under way. */
export interface Collected {
  batch: number;
  /** What came of the tasks that are done. */
  outcomes: Outcomes;
  /** How many tasks were taken back: the last ones of the batch. */
  revoked: number;
}

/** What a worker writes about its batch. */
export class Ledger {
  /** Where it stands in shared memory. */
  readonly offset: number;
  private readonly words: Int32Array;

  constructor(offset: number = allocate(WORDS * 4)) {
    this.offset = offset;
    this.words = wordsAt(offset, WORDS);
  }

  /** A batch begins; what was written about the one before is forgotten. */
  open(batch: number, count: number): void {
    this.forget();
    Atomics.store(this.words, Word.state, stateOf(batch, 0, count));
  }

  /** Whether there is another task of the batch to be done; from now on it is begun. */
  begin(): boolean {
    const { words } = this;
    for (;;) {
      const state = Atomics.load(words, Word.state);
      const begun = begunOf(state);
      if (begun === countOf(state)) return false;
      const next = stateOf(batchOf(state), begun + 1, countOf(state));
      if (Atomics.compareExchange(words, Word.state, state, next) === state) return true;
    }
  }

  /** Writes what came of a task; false if it cannot be written here. */
  publish(task: number, status: number, value: Payload): boolean {
    const { words } = this;
    const published = words[Word.published]!;
    const at = HEADER_WORDS + published * Entry.words;
    try {
      const [kind, a, b] = store('a result', value);
      words[at + Entry.task] = task;
      words[at + Entry.status] = status;
      words[at + Entry.value] = kind;
      words[at + Entry.value + 1] = a;
      words[at + Entry.value + 2] = b;
    } catch {
      return false;
    }
    Atomics.store(words, Word.published, published + 1);
    return true;
  }

  /**
   * Takes back what is not begun of the batch, and reads what came of the tasks that are done; called on
   * another thread than the worker's. Null if the worker is at another batch by now.
   */
  collect(batch: number): Collected | null {
    const revoked = this.revoke(batch);
    if (revoked === null) return null;
    try {
      const outcomes = this.read();
      return batchOf(Atomics.load(this.words, Word.state)) === batch
        ? { batch, outcomes, revoked }
        : null;
    } catch {
      // The worker has begun another batch, and what was being read is gone.
      return null;
    }
  }

  /** Gives its memory back; nobody uses it any more. */
  free(): void {
    this.forget();
    free(this.offset, WORDS * 4);
  }

  private revoke(batch: number): number | null {
    const { words } = this;
    for (;;) {
      const state = Atomics.load(words, Word.state);
      if (batchOf(state) !== batch) return null;
      const begun = begunOf(state);
      const next = stateOf(batch, begun, begun);
      if (Atomics.compareExchange(words, Word.state, state, next) === state)
        return countOf(state) - begun;
    }
  }

  private read(): Outcomes {
    const { words } = this;
    const outcomes: Outcomes = [];
    const end = HEADER_WORDS + Atomics.load(words, Word.published) * Entry.words;
    for (let at = HEADER_WORDS; at < end; at += Entry.words) {
      const value = at + Entry.value;
      const payload = peek(words[value]!, words[value + 1]!, words[value + 2]!) as Payload;
      outcomes.push(words[at + Entry.task], words[at + Entry.status], payload);
    }
    return outcomes;
  }

  private forget(): void {
    const { words } = this;
    const end = HEADER_WORDS + words[Word.published]! * Entry.words;
    Atomics.store(words, Word.published, 0);
    for (let at = HEADER_WORDS + Entry.value; at < end; at += Entry.words)
      discard(words[at]!, words[at + 1]!, words[at + 2]!);
  }
}
