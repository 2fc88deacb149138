import { describe, expect, test } from 'vitest';
import { fixture, program } from './program.js';
import { inTerminal, keys } from './terminal.js';

const greet = fixture('greet.mjs', 'cli');
const ESC = '\u001b';
/** Escape sequences that do more than colour. */
const MOVES = /\u001b(?!\[[\d;]*m)/;
const COLOURS = /\u001b\[[\d;]*m/g;

/** What a run looks like in a terminal, when it is over. */
async function looks(words: readonly string[], columns: number, env: NodeJS.ProcessEnv = {}) {
  const session = inTerminal(words, { columns, env });
  const code = await session.ended();
  return { code, session, lines: session.screen.everything(), written: session.written };
}

describe('a terminal of', () => {
  const light = ['run', 'traffic-light', '--speed', '20', '--cycles', '1'];
  test.each([40, 80, 140])('%i columns: no line runs over its edge', async (columns) => {
    const { code, session, lines } = await looks(light, columns);
    expect(code).toBe(0);
    expect(session.screen.wraps()).toEqual([]);
    expect(lines.filter((line) => /the light is/.test(line))).toHaveLength(11);
    expect(lines.join('\n')).toMatch(/main +[▇┃▒]+ .*[^]*ideal 0.55 s/);
  });

  test('20 columns: every word is readable', async () => {
    const { code, lines } = await looks(light, 20);
    expect(code).toBe(0);
    const text = lines.join(' ').replaceAll(/[\s│]+/g, ' ');
    expect(text.match(/light the light is (green|red)/g)).toHaveLength(11);
    expect(text).toMatch(/MINI \['MINI'\] green, off it goes\.\.\./);
  });

  test.each([20, 40, 80, 140])('%i columns: the list of demos', async (columns) => {
    const { session, lines } = await looks(['list'], columns);
    expect(lines.join('\n')).toMatch(/traffic-light[^]*threading/);
    if (columns > 20) expect(session.screen.wraps()).toEqual([]);
  });
});

test('resized while a run goes on: every line stays, the view fits', async () => {
  const session = inTerminal(['run', fixture('endless.mjs', 'cli')], { columns: 140, rows: 24 });
  await session.shows(/round 3/);
  for (const columns of [40, 80]) {
    await session.resize(columns, 24);
    const before = session.screen.everything().length;
    await session.seen(() => session.screen.everything().length > before + 15);
    expect(session.screen.seen().filter((line) => line.includes('elapsed'))).toHaveLength(1);
  }
  session.type(keys.ctrlC);
  expect(await session.ended()).toBe(130);
  const rounds = session.screen
    .everything()
    .flatMap((line) => /round (\d+)$/.exec(line)?.[1] ?? []);
  expect(rounds).toEqual(rounds.map((_, i) => String(i)));
});

describe('the environment', () => {
  const run = (env: NodeJS.ProcessEnv) => looks(['run', greet], 80, env);

  test.each([{ TERM: 'dumb' }, { CI: 'true' }])('%j: the cursor is not moved', async (env) => {
    const { lines, written } = await run(env);
    expect(written).not.toMatch(MOVES);
    expect(lines.join('\n')).toMatch(/\{"times":2[^]*elapsed/);
  });

  test.each([{ NO_COLOR: '1' }, { FORCE_COLOR: '0' }, { TERM: 'dumb' }])(
    '%j: no colours',
    async (env) => expect((await run(env)).written).not.toMatch(COLOURS),
  );

  test.each([
    [{ FORCE_COLOR: '1' }, /^\u001b\[(1|22|3[0-9]|9[0-7])m$/],
    [{ FORCE_COLOR: '2' }, /^\u001b\[(1|22|36|39|38;5;\d+)m$/],
    [{ FORCE_COLOR: '3' }, /^\u001b\[(1|22|36|39|38;2;\d+;\d+;\d+)m$/],
  ])('%j: colours of that level', async (env, sequence) => {
    const colours = (await run(env)).written.match(COLOURS) ?? [];
    expect(colours.length).toBeGreaterThan(10);
    expect(colours.filter((colour) => !sequence.test(colour))).toEqual([]);
  });

  test.each([{ LANG: 'C' }, { LANG: 'zh_CN.GBK' }, { LC_ALL: 'POSIX', LANG: 'C.UTF-8' }])(
    '%j: ASCII by itself',
    async (env) => expect((await run(env)).written).toMatch(/^[\r\n\u001b -~]*$/),
  );
});

test.each([['run', greet], ['list'], ['--help'], ['run', 'pool', '--speed', '20']])(
  'piped, `%s %s` holds no escape sequence',
  async (...words) => {
    const { stdout, stderr } = await program(words, { env: { TERM: 'xterm-256color' } });
    expect(stdout).not.toContain(ESC);
    expect(stderr).not.toContain(ESC);
  },
);
