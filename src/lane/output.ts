/** During a run, what a lane writes by `console.log` or to its standard output is a line of the lane. */
import type { Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { emit } from '../trace/emit.js';
import { stream } from './builtin.js';

/** What says the last line, without the newline that never came. */
const finishers: (() => void)[] = [];

function makeLines(): Writable {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  finishers.push(() => {
    const last = rest + decoder.end();
    rest = '';
    if (last !== '') emit({ type: 'print', text: last });
  });
  return new (stream().Writable)({
    write(chunk: Buffer, _encoding, done) {
      const lines = (rest + decoder.write(chunk)).split('\n');
      rest = lines.pop()!;
      for (const line of lines) emit({ type: 'print', text: line });
      done();
    },
  });
}

/** Turns this thread's standard output and error into events. The streams are made on first use. */
export function captureOutput(): void {
  for (const name of ['stdout', 'stderr'] as const) {
    let lines: Writable | undefined;
    const get = (): Writable => (lines ??= makeLines());
    Object.defineProperty(process, name, { configurable: true, enumerable: true, get });
  }
}

/** Says all that was written so far; before a lane ends. */
export function finishOutput(): void {
  for (const finish of finishers) finish();
}
