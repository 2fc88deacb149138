/** The bare lines: what the same program in Python would print. */
import type { Writable } from 'node:stream';
import type { Renderer, TraceEvent } from '../trace/event.js';
import { printable } from './printable.js';
import type { Terminal } from './terminal.js';
import { pressureOf } from './writing.js';

/** Writes what the lanes print, and nothing else. */
export class PlainRenderer implements Renderer {
  readonly #out: Writable;
  readonly #ascii: boolean;

  constructor(out: Writable, { ascii }: Pick<Terminal, 'ascii'>) {
    this.#out = out;
    this.#ascii = ascii;
  }

  event(event: TraceEvent): Promise<void> | undefined {
    if (event.type !== 'print') return undefined;
    this.#out.write(`${printable(event.text, this.#ascii)}\n`);
    return pressureOf(this.#out);
  }
}
