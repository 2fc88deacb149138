/** Parts of Node that take half a millisecond or more to load, each loaded when it is first used. */
import { createRequire } from 'node:module';

function late<T>(name: string): () => T {
  let loaded: T | undefined;
  return () => (loaded ??= createRequire(import.meta.url)(name) as T);
}

export const childProcess = late<typeof import('node:child_process')>('node:child_process');
export const dns = late<typeof import('node:dns')>('node:dns');
export const net = late<typeof import('node:net')>('node:net');
export const stream = late<typeof import('node:stream')>('node:stream');
/** A thread takes 0.4 ms to load it, a process 1.4 ms. */
export const v8 = late<typeof import('node:v8')>('node:v8');
