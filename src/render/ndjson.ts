/** Events as JSON lines: `--json`, and the recording that `--record` keeps. */
import type { Writable } from 'node:stream';
import type { Renderer, TraceEvent } from '../trace/event.js';
import { escaped } from '../trace/json.js';
import { flushed, pressureOf } from './writing.js';

/** Lines are gathered up to this many characters: one write a line would cost more than the JSON. */
const CHUNK = 65_536;

/** Writes each event as one JSON object on a line of its own. */
export class NdjsonRenderer implements Renderer {
  readonly #out: Writable;
  #lines = '';

  /** @param out where the lines go */
  constructor(out: Writable) {
    this.#out = out;
  }

  /** @returns while the stream is full, a promise that is kept when it takes more */
  event(event: TraceEvent): Promise<void> | undefined {
    return this.printed(JSON.stringify(event));
  }

  /** @returns as `event` */
  printed(json: string): Promise<void> | undefined {
    if (this.#lines === '') setImmediate(() => this.#flush());
    this.#lines += `${json}\n`;
    if (this.#lines.length >= CHUNK) this.#flush();
    return pressureOf(this.#out);
  }

  end(): Promise<void> {
    this.#flush();
    return flushed(this.#out);
  }

  #flush(): void {
    if (this.#lines !== '') this.#out.write(escaped(this.#lines));
    this.#lines = '';
  }
}
