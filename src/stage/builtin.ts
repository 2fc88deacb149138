/** Parts of Node that cost milliseconds to load and are needed only by who starts children. */
import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

/** `node:child_process`, loaded on first use: it takes 2 ms, which no thread needs. */
export function childProcess(): typeof import('node:child_process') {
  return load('node:child_process') as typeof import('node:child_process');
}
