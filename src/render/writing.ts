/** Writing to a stream that may be slower than the program. */
import type { Writable } from 'node:stream';

const waits = new WeakMap<Writable, Promise<void>>();

/** A promise that is kept when the stream takes more; nothing while it does now. */
export function pressureOf(out: Writable): Promise<void> | undefined {
  if (!out.writableNeedDrain || out.destroyed) return undefined;
  let wait = waits.get(out);
  if (wait === undefined) {
    wait = new Promise((resolve) => {
      const over = (): void => {
        waits.delete(out);
        for (const name of ['drain', 'close', 'error']) out.off(name, over);
        resolve();
      };
      for (const name of ['drain', 'close', 'error']) out.on(name, over);
    });
    waits.set(out, wait);
  }
  return wait;
}

/** Resolves when everything written so far has left the program, or the stream is broken. */
export function flushed(out: Writable): Promise<void> {
  if (out.destroyed) return Promise.resolve();
  return new Promise((resolve) => out.write('', () => resolve()));
}
