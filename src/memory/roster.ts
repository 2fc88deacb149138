/**
 * A list of records in shared memory that any thread adds to and reads. It has no lock, since a thread
 * that is ended while it holds one would stop all others.
 *
 * New records come first. One that is over is left out by whoever walks past it; nothing is ever put
 * in between. So from every record, also from one that was left out, the way on leads past all older
 * ones that are not over, and two threads that leave out neighbours at once lose nobody.
 */
import { programWords, wordsAt } from './arena.js';

/** Stands in the last record; 0 stands in one that was never added. No block begins at 1. */
const END = 1;

/** The records of one kind. */
export class Roster {
  private readonly head: number;
  private readonly next: number;
  private readonly isOver: (offset: number) => boolean;

  /**
   * @param head index of the program's word that holds the newest record
   * @param next index of a record's word that is the list's own; 0 at first
   */
  constructor(head: number, next: number, isOver: (offset: number) => boolean) {
    this.head = head;
    this.next = next;
    this.isOver = isOver;
  }

  /** Adds a record, unless it is there already. */
  add(offset: number): void {
    const words = programWords();
    const link = this.linkOf(offset);
    if (Atomics.load(link, 0) !== 0) return;
    for (;;) {
      const newest = Atomics.load(words, this.head);
      Atomics.store(link, 0, newest === 0 ? END : newest);
      if (Atomics.compareExchange(words, this.head, newest, offset) === newest) return;
    }
  }

  /** The records that are not over, newest first. */
  all(): number[] {
    const found: number[] = [];
    let [words, index] = [programWords(), this.head];
    for (;;) {
      const offset = Atomics.load(words, index);
      if (offset <= END) return found;
      const link = this.linkOf(offset);
      if (this.isOver(offset)) Atomics.compareExchange(words, index, offset, Atomics.load(link, 0));
      else {
        found.push(offset);
        [words, index] = [link, 0];
      }
    }
  }

  private linkOf(offset: number): Int32Array {
    return wordsAt(offset + this.next * 4, 1);
  }
}
