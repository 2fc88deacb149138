/** What a lane says. */
import { writeSync } from 'node:fs';
import { format } from 'node:util';
import { emit, trace } from '../trace/emit.js';

const retry = new Int32Array(new SharedArrayBuffer(4));

/** Writes a whole line to a descriptor, waiting where its pipe is full. */
export function writeWhole(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length;) {
    try {
      done += writeSync(fd, bytes, done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(retry, 0, 0, 1);
    }
  }
}

/**
 * Says a line on the current lane, as Python's `print` does: values joined by spaces.
 *
 * Under the command line it is an event, stamped here, and the conductor prints it; it never touches
 * the terminal itself. Outside a run it is one whole line on standard output.
 *
 * @param values anything; strings as they are, other values as `console.log` shows them
 * @example
 * print('task', name);
 * @see Python's built-in `print`
 */
export function print(...values: unknown[]): void {
  const text =
    values.length === 1 && typeof values[0] === 'string' ? values[0] : format(...shown(values));
  if (trace.on) emit({ type: 'print', text });
  else writeWhole(1, `${text}\n`);
}

// `format` reads %s and the like in its first argument; Python's print does not.
function shown(values: unknown[]): unknown[] {
  return typeof values[0] === 'string' ? ['%s', ...values] : values;
}
