/** What a process knows of a child, in its own shared memory: any of its threads can wait for it. */
import { allocate, Header, wordsAt } from '../memory/arena.js';
import { storeText, textAt } from '../memory/object.js';
import { type DeadlineMs, park, parkAsync } from '../memory/park.js';
import { Roster } from '../memory/roster.js';

const Word = { state: 0, pid: 1, exitcode: 2, daemon: 3, next: 4, name: 5 } as const;
const WORDS = 6;

/** A child's life: made, asked to start, over. */
export const State = { initial: 0, started: 1, stopped: 2 } as const;

/** The pid of a child that the operating system did not start. */
const NONE = -1;

/** One child's words in shared memory. */
export class ProcessRecord {
  readonly offset: number;
  private readonly words: Int32Array;

  constructor(offset: number = allocate(WORDS * 4)) {
    this.offset = offset;
    this.words = wordsAt(offset, WORDS);
  }

  get name(): string {
    return textAt(this.words[Word.name]!);
  }

  set name(name: string) {
    this.words[Word.name] = storeText(name);
  }

  get daemon(): boolean {
    return this.words[Word.daemon] === 1;
  }

  set daemon(daemon: boolean) {
    this.words[Word.daemon] = Number(daemon);
  }

  get state(): number {
    return Atomics.load(this.words, Word.state);
  }

  /** The child's process id; waits for the conductor to say it. Null if it could not be started. */
  get pid(): number | null {
    park(this.words, Word.pid, 0);
    const pid = Atomics.load(this.words, Word.pid);
    return pid === NONE ? null : pid;
  }

  set pid(pid: number | null) {
    Atomics.store(this.words, Word.pid, pid ?? NONE);
    Atomics.notify(this.words, Word.pid);
  }

  get exitcode(): number {
    return this.words[Word.exitcode]!;
  }

  /** The record is the one of this very process, which runs and is nobody's child here. */
  becomeOwn(): void {
    this.words[Word.state] = State.started;
  }

  markStarted(): void {
    Atomics.store(this.words, Word.state, State.started);
    roster.add(this.offset);
  }

  /** The start failed: nothing runs, and it may be started again. */
  unmarkStarted(): void {
    Atomics.store(this.words, Word.state, State.initial);
  }

  /** The child is gone; releases who joins it. */
  markStopped(exitcode: number): void {
    this.words[Word.exitcode] = exitcode;
    Atomics.store(this.words, Word.state, State.stopped);
    Atomics.notify(this.words, Word.state);
  }

  /** Blocks until the child is gone; false if the deadline came first. */
  join(deadline: DeadlineMs): boolean {
    return park(this.words, Word.state, State.started, deadline);
  }

  joinAsync(deadline: DeadlineMs): Promise<boolean> {
    return parkAsync(this.words, Word.state, State.started, deadline);
  }
}

const roster = new Roster(
  Header.children,
  Word.next,
  (offset) => new ProcessRecord(offset).state === State.stopped,
);

/** The children that run now, oldest first. */
export function aliveChildren(): ProcessRecord[] {
  return roster
    .all()
    .map((offset) => new ProcessRecord(offset))
    .filter(({ state }) => state === State.started)
    .reverse();
}
