import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { colorLevel, surroundings } from '../../src/cli/surroundings.js';
import { Foreground } from '../../src/cli/foreground.js';

function seenFrom(env: NodeJS.ProcessEnv, options = {}, stream: object = { isTTY: true }) {
  const streams = { stdin: stream, stdout: stream, stderr: stream };
  const host = Object.assign(new EventEmitter(), { env, ...streams }) as never;
  return surroundings(options, host, new AbortController().signal, new Foreground(host));
}

describe('the language', () => {
  test.each([
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'zh_TW.UTF-8' }, 'zh'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'C.UTF-8' }, 'en'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: '' }, 'zh'],
    [{ LANG: 'zh_CN.GB18030' }, 'en'],
    [{ LANG: 'zh_CN.UTF-8', LC_CTYPE: 'C' }, 'en'],
    [{}, 'en'],
  ])('with %j is %s', (env, lang) => {
    expect(seenFrom(env).lang).toBe(lang);
  });

  test('that was asked for goes before the locale', () => {
    expect(seenFrom({ LANG: 'zh_CN.UTF-8' }, { lang: 'en' }).lang).toBe('en');
    expect(seenFrom({ LC_ALL: 'C' }, { lang: 'zh' }).lang).toBe('zh');
  });
});

test.each([
  [{ LANG: 'C.utf8' }, false],
  [{ LC_CTYPE: 'UTF-8' }, false],
  [{ LANG: 'en_US' }, true],
  [{ LC_ALL: 'POSIX' }, true],
  [{}, false],
])('with %j only ASCII: %s', (env, ascii) => {
  expect(seenFrom(env).terminal.ascii).toBe(ascii);
});

test('a dumb terminal is not drawn upon and not asked', () => {
  expect(seenFrom({ TERM: 'dumb' })).toMatchObject({
    outMoves: false,
    errMoves: false,
    talks: false,
  });
  expect(seenFrom({ TERM: 'xterm' })).toMatchObject({
    outMoves: true,
    errMoves: true,
    talks: true,
  });
});

test("the width is the terminal's, else what the environment says, else 80", () => {
  const stream: { isTTY: boolean; columns?: number } = { isTTY: true, columns: 132 };
  const { terminal } = seenFrom({ COLUMNS: '100' }, {}, stream);
  expect(terminal.columns).toBe(132);
  stream.columns = 60; // resized
  expect(terminal.columns).toBe(60);
  expect(seenFrom({ COLUMNS: '100' }).terminal.columns).toBe(100);
  expect(seenFrom({ COLUMNS: 'wide' }).terminal.columns).toBe(80);
});

describe('colours', () => {
  test.each([
    [undefined, {}, 3, 3],
    [undefined, {}, 0, 0],
    [undefined, { NO_COLOR: '1' }, 3, 0],
    [undefined, { NO_COLOR: '' }, 3, 3],
    [undefined, { NO_COLOR: '1', FORCE_COLOR: '2' }, 2, 2],
    [true, { NO_COLOR: '1' }, 0, 1],
    [true, {}, 3, 3],
    [false, { FORCE_COLOR: '3' }, 3, 0],
  ] as const)('asked %s, environment %j, detected %i: level %i', (asked, env, level, expected) => {
    expect(colorLevel(asked, env, level === 0 ? false : { level })).toBe(expected);
  });
});
