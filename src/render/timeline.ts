/** The picture of a run: a lane a row, time from left to right. */
import type { Writable } from 'node:stream';
import type { Renderer, TraceEvent } from '../trace/event.js';
import { BoundedHistories } from './condense.js';
import { picture } from './picture.js';
import type { Terminal } from './terminal.js';

/** Draws the timeline when a run is over; of a run of any length it keeps a bounded part. */
export class TimelineRenderer implements Renderer {
  readonly #out: Writable;
  readonly #terminal: Terminal;
  #run = new BoundedHistories();

  constructor(out: Writable, terminal: Terminal) {
    this.#out = out;
    this.#terminal = terminal;
  }

  event(event: TraceEvent): void {
    if (event.type === 'run-start') this.#run = new BoundedHistories();
    this.#run.see(event);
    if (event.type !== 'run-end') return;
    const lines = picture(this.#run.until(event.t), event.t, this.#terminal);
    if (lines.length > 0) this.#out.write(`\n${lines.join('\n')}\n`);
    this.#run = new BoundedHistories();
  }
}
