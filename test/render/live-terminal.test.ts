import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { keys, Session } from '../hard/terminal.js';

const fixture = fileURLToPath(new URL('../fixtures/live-view.mjs', import.meta.url));

/** The fixture in a terminal of its own. */
const started = (columns: number): Session =>
  new Session(process.execPath, [fixture], { columns, rows: 24 });

const rounds = (lines: string[]): string[] => lines.filter((line) => line.includes('round'));

/** What was said, which is below the header. */
function said({ screen }: Session): string[] {
  return screen
    .everything()
    .slice(3)
    .map((line) => line.replace(/^.*│ /, ''));
}

test('on a terminal: Ctrl-C leaves every line, nothing of the view, and the cursor', async () => {
  const session = started(80);
  await session.seen((lines) => /main {3}▒ waiting join t1 +\d\.\d s/.test(lines.at(-2) ?? ''));
  await session.seen(
    (lines) => rounds(lines).length > 3 && / t1 +▇ computing/.test(lines.at(-1) ?? ''),
  );
  session.type(keys.ctrlC);
  expect(await session.ended()).toBe(130);
  expect(session.written.trimEnd().endsWith('\u001b[?25h')).toBe(true);
  const lines = said(session);
  expect(lines).toEqual(lines.map((_, i) => `round ${i}`));
});

test('on a terminal: a window that is resized in leaps keeps every line and no trace', async () => {
  const session = started(100);
  const { screen } = session;
  await session.seen((lines) => rounds(lines).length > 3);
  for (const columns of [62, 110, 50, 80]) {
    await session.resize(columns, 24);
    const before = rounds(screen.everything()).length;
    await session.seen(() => rounds(screen.everything()).length > before + 8);
    expect(screen.seen().filter((line) => line.includes('elapsed'))).toHaveLength(1);
  }
  session.type(keys.ctrlC);
  await session.ended();
  const lines = said(session);
  expect(lines).toEqual(lines.map((_, i) => `round ${i}`));
});
