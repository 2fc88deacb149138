/** Runs the real command line. */
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { Readable } from 'node:stream';

const path = fileURLToPath(new URL('../../bin/concurrency-demos.cjs', import.meta.url));

/** The path of a demo in `test/fixtures/cli`. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`../fixtures/cli/${name}.mjs`, import.meta.url));
}

type Options = { cwd?: string; env?: NodeJS.ProcessEnv; input?: Uint8Array };

/** Starts the command line in a plain environment: UTF-8, no terminal. */
export function bin(words: readonly string[], { cwd, env, input }: Options = {}) {
  return execa(process.execPath, [path, ...words], {
    reject: false,
    extendEnv: false,
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...env },
    ...(input === undefined ? { stdin: 'ignore' as const } : { input }),
    ...(cwd !== undefined && { cwd }),
  });
}

/** Resolves when the program's output matches. */
export function seen({ stdout }: { stdout: Readable }, pattern: RegExp): Promise<void> {
  return new Promise((resolve) => {
    let text = '';
    stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (pattern.test(text)) resolve();
    });
  });
}
