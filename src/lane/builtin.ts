/** Parts of Node that take a millisecond or more to load, each loaded when it is first used. */
import { createRequire } from 'node:module';

const load = createRequire(import.meta.url) as <T>(name: string) => T;

export const childProcess = () => load<typeof import('node:child_process')>('node:child_process');
export const dns = () => load<typeof import('node:dns')>('node:dns');
export const net = () => load<typeof import('node:net')>('node:net');
export const stream = () => load<typeof import('node:stream')>('node:stream');
