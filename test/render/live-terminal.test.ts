import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import pty from '@lydell/node-pty';
import { Screenful } from './terminal.js';

const fixture = fileURLToPath(new URL('../fixtures/live-view.mjs', import.meta.url));

/** The fixture in a terminal of its own, read back as it writes. */
function started(columns: number, rows: number) {
  const terminal = new Screenful(columns, rows);
  const child = pty.spawn(process.execPath, [fixture], {
    cols: columns,
    rows,
    env: { PATH: process.env['PATH'], TERM: 'xterm-256color' },
  });
  let drawn = Promise.resolve();
  let written = '';
  const watchers = new Set<() => void>();
  child.onData((text) => {
    written += text;
    drawn = drawn.then(() => terminal.write(text)).then(() => watchers.forEach((look) => look()));
  });
  const exit = new Promise<number>((resolve) => child.onExit(({ exitCode }) => resolve(exitCode)));
  return {
    terminal,
    child,
    ended: async (): Promise<number> => {
      const code = await exit;
      await drawn;
      return code;
    },
    written: () => written,
    /** Resolves when what is seen satisfies. */
    seen: (satisfies: (lines: string[]) => boolean): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!satisfies(terminal.seen())) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
      }),
  };
}

const rounds = (lines: string[]): string[] => lines.filter((line) => line.includes('round'));

test('on a terminal: Ctrl-C leaves every line, nothing of the view, and the cursor', async () => {
  const { child, terminal, seen, ended, written } = started(80, 24);
  await seen((lines) => /main {3}▒ waiting join t1 +\d\.\d s/.test(lines.at(-2) ?? ''));
  await seen((lines) => rounds(lines).length > 3 && / t1 +▇ computing/.test(lines.at(-1) ?? ''));
  child.write('\u0003');
  expect(await ended()).toBe(130);
  expect(written().trimEnd().endsWith('\u001b[?25h')).toBe(true);
  const lines = terminal.everything().slice(3);
  expect(lines.map((line) => line.replace(/^.*│ /, ''))).toEqual(lines.map((_, i) => `round ${i}`));
});

// A terminal wraps lines anew a moment before its program can know: a frame in between cannot fit.
const retry = 2;
test(
  'on a terminal: a window that is resized in leaps keeps every line and no trace',
  { retry },
  async () => {
    const { child, terminal, seen, ended } = started(100, 24);
    await seen((lines) => rounds(lines).length > 3);
    for (const columns of [62, 110, 50, 80]) {
      terminal.resize(columns, 24);
      child.resize(columns, 24);
      const before = rounds(terminal.everything()).length;
      await seen(() => rounds(terminal.everything()).length > before + 8);
      expect(terminal.seen().filter((line) => line.includes('elapsed'))).toHaveLength(1);
    }
    child.write('\u0003');
    await ended();
    const lines = terminal.everything().slice(3);
    expect(lines.map((line) => line.replace(/^.*│ /, ''))).toEqual(
      lines.map((_, i) => `round ${i}`),
    );
  },
);
