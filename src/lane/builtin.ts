/** Parts of Node that take a millisecond or more to load, each loaded when it is first used. */
import { createRequire } from 'node:module';

const load = <T>(name: string): T => createRequire(import.meta.url)(name) as T;

export const childProcess = () => load<typeof import('node:child_process')>('node:child_process');
export const dns = () => load<typeof import('node:dns')>('node:dns');
export const net = () => load<typeof import('node:net')>('node:net');
export const stream = () => load<typeof import('node:stream')>('node:stream');
