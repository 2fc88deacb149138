/** During a run, what a lane writes by `console.log` or to its standard output is a line of the lane. */
import { Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { emit } from '../trace/emit.js';

class Lines extends Writable {
  private readonly decoder = new StringDecoder('utf8');
  private rest = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    const lines = (this.rest + this.decoder.write(chunk)).split('\n');
    this.rest = lines.pop()!;
    for (const line of lines) emit({ type: 'print', text: line });
    done();
  }

  /** Says what was written last, without the newline that never came. */
  finish(): void {
    const last = this.rest + this.decoder.end();
    this.rest = '';
    if (last !== '') emit({ type: 'print', text: last });
  }
}

const made: Lines[] = [];

/** Turns this thread's standard output and error into events. The streams are made on first use. */
export function captureOutput(): void {
  for (const name of ['stdout', 'stderr'] as const) {
    let lines: Lines | undefined;
    const get = (): Lines => {
      if (lines === undefined) made.push((lines = new Lines()));
      return lines;
    };
    Object.defineProperty(process, name, { configurable: true, enumerable: true, get });
  }
}

/** Says all that was written so far; before a lane ends. */
export function finishOutput(): void {
  for (const lines of made) lines.finish();
}
