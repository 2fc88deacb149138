/** A real terminal with the program on it, read back by a terminal emulator. */
import { fileURLToPath } from 'node:url';
import pty from '@lydell/node-pty';
import { Screenful } from '../render/terminal.js';

const path = fileURLToPath(new URL('../../bin/concurrency-demos.cjs', import.meta.url));

export const ESCAPE = '\u001b';
export const ENTER = '\r';
export const DOWN = '\u001b[B';
export const CTRL_C = '\u0003';

/** The program on a terminal of its own, with somebody at the keys. */
export function terminal(words: string[], env: NodeJS.ProcessEnv = {}) {
  return onTerminal(process.execPath, [path, ...words], env);
}

/** Any program on a terminal of its own. */
export function onTerminal(program: string, words: string[], env: NodeJS.ProcessEnv = {}) {
  const child = pty.spawn(program, words, {
    cols: 100,
    rows: 40,
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', TERM: 'xterm-256color', ...env },
  });
  const screen = new Screenful(100, 40);
  let written = Promise.resolve();
  let tell = (): void => {};
  child.onData((data) => {
    written = screen.write(data).then(() => tell());
  });
  const status = new Promise<number>((resolve) =>
    child.onExit(({ exitCode }) => resolve(exitCode)),
  );
  return {
    child,
    status: status.then(async (code) => {
      await written;
      return code;
    }),
    type: (keys: string) => child.write(keys),
    everything: () => screen.everything().join('\n'),
    /** Resolves when the screen shows the text. */
    shows: (text: string | RegExp) =>
      new Promise<void>((resolve) => {
        tell = () => {
          const seen = screen.everything().join('\n');
          if (typeof text === 'string' ? seen.includes(text) : text.test(seen)) resolve();
        };
        tell();
      }),
  };
}
