/** What the program knows of a thread, in shared memory: every thread can look at every other. */
import { allocate, bytesAt, Header, programWords, wordsAt } from '../memory/arena.js';
import { type DeadlineMs, park, parkAsync } from '../memory/park.js';
import { Roster } from '../memory/roster.js';

const Word = {
  state: 0,
  tid: 1,
  lane: 2,
  daemon: 3,
  next: 4,
  nameAt: 5,
  nameBytes: 6,
  bell: 7,
  lockWait: 8,
  lockWaits: 9,
};
const WORDS = 10;

/** A thread's life: made, asked to start, over. */
export const State = { initial: 0, started: 1, stopped: 2 } as const;

const afterEnd: ((record: ThreadRecord) => void)[] = [];

/** Calls `tell` whenever this thread has said of one, itself or another, that it is over. */
export function whenThreadEnds(tell: (record: ThreadRecord) => void): void {
  afterEnd.push(tell);
}

/** One thread's words in shared memory. */
export class ThreadRecord {
  readonly offset: number;
  private readonly words: Int32Array;

  constructor(offset: number) {
    this.offset = offset;
    this.words = wordsAt(offset, WORDS);
  }

  static create(name: string, daemon: boolean, lane: number): ThreadRecord {
    const record = new ThreadRecord(allocate(WORDS * 4));
    record.name = name;
    record.daemon = daemon;
    record.words[Word.lane] = lane;
    return record;
  }

  get name(): string {
    return Buffer.from(bytesAt(this.words[Word.nameAt]!, this.words[Word.nameBytes]!)).toString();
  }

  set name(name: string) {
    const bytes = Buffer.from(name);
    const at = allocate(bytes.length);
    bytesAt(at, bytes.length).set(bytes);
    this.words[Word.nameAt] = at;
    this.words[Word.nameBytes] = bytes.length;
  }

  get daemon(): boolean {
    return this.words[Word.daemon] === 1;
  }

  set daemon(daemon: boolean) {
    this.words[Word.daemon] = Number(daemon);
  }

  get lane(): number {
    return this.words[Word.lane]!;
  }

  get state(): number {
    return Atomics.load(this.words, Word.state);
  }

  get isStopped(): boolean {
    return this.state === State.stopped;
  }

  get isAlive(): boolean {
    return this.state === State.started;
  }

  /** Node's thread id; waits for the conductor to say it, which takes well under a millisecond. */
  get tid(): number {
    park(this.words, Word.tid, 0);
    return Atomics.load(this.words, Word.tid) - 1;
  }

  // Node's main thread has id 0; a stored 0 means that it is not yet known.
  set tid(tid: number) {
    Atomics.store(this.words, Word.tid, tid + 1);
    Atomics.notify(this.words, Word.tid);
  }

  /** The word that the conductor rings when it has sent this thread's lane a message. */
  get bell(): Int32Array {
    return wordsAt(this.offset + Word.bell * 4, 1);
  }

  /** Offset of the lock that the thread is blocked on, 1 more if it gives up by itself; 0 for none. */
  get lockWait(): number {
    return Atomics.load(this.words, Word.lockWait);
  }

  set lockWait(offset: number) {
    Atomics.store(this.words, Word.lockWait, offset);
    Atomics.add(this.words, Word.lockWaits, 1);
  }

  /** Changes whenever `lockWait` does: two equal counts say that it was the same wait all along. */
  get lockWaits(): number {
    return Atomics.load(this.words, Word.lockWaits);
  }

  /** From now on the thread counts as active. */
  markStarted(): void {
    Atomics.store(this.words, Word.state, State.started);
    Atomics.add(programWords(), Header.activeThreads, 1);
    roster.add(this.offset);
  }

  /** The start failed: nothing runs, and it may be started again. */
  unmarkStarted(): void {
    Atomics.store(this.words, Word.state, State.initial);
    Atomics.sub(programWords(), Header.activeThreads, 1);
  }

  /** The thread is over; releases who joins it. False if that was already known. */
  markStopped(): boolean {
    if (
      Atomics.compareExchange(this.words, Word.state, State.started, State.stopped) !==
      State.started
    )
      return false;
    Atomics.sub(programWords(), Header.activeThreads, 1);
    Atomics.notify(this.words, Word.state);
    for (const tell of afterEnd) tell(this);
    return true;
  }

  /** Blocks until the thread is over; false if the deadline came first. */
  join(deadline: DeadlineMs): boolean {
    return park(this.words, Word.state, State.started, deadline);
  }

  joinAsync(deadline: DeadlineMs): Promise<boolean> {
    return parkAsync(this.words, Word.state, State.started, deadline);
  }
}

const roster = new Roster(
  Header.threads,
  Word.next,
  (offset) => new ThreadRecord(offset).isStopped,
);

/** The threads alive now, oldest first. */
export function aliveThreads(): ThreadRecord[] {
  return roster
    .all()
    .map((offset) => new ThreadRecord(offset))
    .filter(({ isAlive }) => isAlive)
    .reverse();
}
