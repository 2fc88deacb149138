/** During a run, what a lane writes by `console.log` or to its standard output is a line of the lane. */
import { Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { emit } from '../trace/emit.js';

class Lines extends Writable {
  private readonly decoder = new StringDecoder('utf8');
  private rest = '';

  constructor() {
    super({ decodeStrings: true });
    process.once('exit', () => this.finish());
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    const lines = (this.rest + this.decoder.write(chunk)).split('\n');
    this.rest = lines.pop()!;
    for (const line of lines) emit({ type: 'print', text: line });
    done();
  }

  private finish(): void {
    const last = this.rest + this.decoder.end();
    if (last !== '') emit({ type: 'print', text: last });
  }
}

/** Turns this thread's standard output and error into events. The streams are made on first use. */
export function captureOutput(): void {
  for (const name of ['stdout', 'stderr'] as const) {
    let lines: Lines | undefined;
    Object.defineProperty(process, name, {
      configurable: true,
      enumerable: true,
      get: () => (lines ??= new Lines()),
    });
  }
}
