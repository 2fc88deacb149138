/** Runs kept whole, for what is made of them in the end: as far as they fit into memory. */
import { v8 } from '../lane/builtin.js';
import type { Renderer, TraceEvent } from '../trace/event.js';

/** What an event takes at most while a file is made of it (`docs/limits.md`), and each of its letters. */
const EVENT_BYTES = 1000;
const LETTER_BYTES = 6;
/** A text that V8 can hold is no longer than 512 MB. */
const MOST_BYTES = 4e9;

/** Keeps the events of every run until there is no room for more. */
export class KeptRuns implements Renderer {
  readonly runs: TraceEvent[][] = [];
  /** How many events there was no room for. */
  leftOut = 0;
  #room: number | undefined;

  event(event: TraceEvent): void {
    if (event.type === 'run-start') this.runs.push([]);
    const letters = event.type === 'print' ? event.text.length : 0;
    this.#room ??= Math.min(MOST_BYTES, 0.6 * v8().getHeapStatistics().heap_size_limit);
    this.#room -= EVENT_BYTES + LETTER_BYTES * letters;
    if (this.#room > 0 || event.type === 'run-start' || event.type === 'run-end')
      this.runs.at(-1)?.push(event);
    else this.leftOut += 1;
  }

  /** What to tell where something was left out. */
  get warning(): string {
    if (this.leftOut === 0) return '';
    return (
      `warning: the last ${this.leftOut} events are left out, since there is no memory for them. ` +
      'Run for a shorter time, or allow more megabytes: NODE_OPTIONS=--max-old-space-size=8192\n'
    );
  }
}
