/** How long the rest of a schedule takes, from what each of its entries took so far. */
export class TimeLeft<Entry> {
  readonly #turns = new Map<Entry, number>();
  readonly #seconds = new Map<Entry, number>();
  readonly #total: number;

  /** @param turns what is to run, in order; an entry comes up several times */
  constructor(turns: readonly Entry[]) {
    this.#total = turns.length;
    for (const entry of turns) this.#turns.set(entry, (this.#turns.get(entry) ?? 0) + 1);
  }

  /** A turn of the entry is over; the latest ones count most. */
  took(entry: Entry, seconds: number): void {
    this.#seconds.set(entry, (seconds + (this.#seconds.get(entry) ?? seconds)) / 2);
    this.#turns.set(entry, this.#turns.get(entry)! - 1);
  }

  /** The entry does not run any more. */
  dropped(entry: Entry): void {
    this.#turns.set(entry, 0);
  }

  /** The share that is done, from 0 to 1. */
  get done(): number {
    let left = 0;
    for (const turns of this.#turns.values()) left += turns;
    return 1 - left / this.#total;
  }

  /** Undefined until every entry has run once. */
  get seconds(): number | undefined {
    let left = 0;
    for (const [entry, turns] of this.#turns) {
      const seconds = this.#seconds.get(entry);
      if (turns > 0 && seconds === undefined) return undefined;
      left += turns * (seconds ?? 0);
    }
    return left;
  }
}
