/** The picture of a run: a lane a row, time from left to right. */
import type { Writable } from 'node:stream';
import type { Renderer, TraceEvent } from '../trace/event.js';
import { Histories } from '../trace/spans.js';
import { condense } from './condense.js';
import { picture } from './picture.js';
import type { Terminal } from './terminal.js';

/** Histories are condensed each time that so many events have come. */
const CONDENSE_EVERY = 16_384;
const CONDENSE_ABOVE = 8192;

/** Draws the timeline when a run is over; of a run of any length it keeps a bounded part. */
export class TimelineRenderer implements Renderer {
  readonly #out: Writable;
  readonly #terminal: Terminal;
  #run = new Histories();
  #seen = 0;

  constructor(out: Writable, terminal: Terminal) {
    this.#out = out;
    this.#terminal = terminal;
  }

  event(event: TraceEvent): void {
    if (event.type === 'run-start') this.#run = new Histories();
    this.#run.see(event);
    if (++this.#seen % CONDENSE_EVERY === 0) this.#condense(event.t);
    if (event.type !== 'run-end') return;
    const lines = picture(this.#run.until(event.t), event.t, this.#terminal);
    if (lines.length > 0) this.#out.write(`\n${lines.join('\n')}\n`);
    this.#run = new Histories();
  }

  #condense(t: number): void {
    for (const history of this.#run.lanes)
      if (history.spans.length + history.marks.length > CONDENSE_ABOVE) condense(history, t);
  }
}
