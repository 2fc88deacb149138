import { describe, expect, test } from 'vitest';
import { CTRL_C, DOWN, ENTER, ESCAPE, terminal } from './terminal.js';

describe('a bare call on a terminal', () => {
  test('offers the demos, asks the question, runs the demo, tells the answer and comes back', async () => {
    const { type, shows, everything, status } = terminal([]);
    await shows('Which demo?');
    await shows('traffic-light');
    type(DOWN.repeat(6) + ENTER);
    await shows('Which line comes last?');
    type(ENTER); // the first choice, a wrong one
    await shows('The answer is t2.gr1.switch().');
    expect(everything()).toMatch(/You guessed t1\. The answer/);
    expect(everything()).toMatch(/t2 +│ t2\.gr1\.switch\(\)/);
    await shows(/Which demo\?[^]*Which demo\?[^]*● greenlet/);
    type(ESCAPE);
    expect(await status).toBe(0);
  });

  test('speaks Chinese', async () => {
    const { type, shows, status } = terminal([], { LANG: 'zh_CN.UTF-8' });
    await shows('选择一个演示');
    type(ESCAPE);
    expect(await status).toBe(0);
  });

  test('is left by Ctrl-C with 130, and the terminal gets its cursor back', async () => {
    const { type, shows, status, child } = terminal([]);
    let output = '';
    child.onData((data) => (output += data));
    await shows('Which demo?');
    type(CTRL_C);
    expect(await status).toBe(130);
    expect(output.lastIndexOf('\u001b[?25h')).toBeGreaterThan(output.lastIndexOf('\u001b[?25l'));
  });

  test.each([{ TERM: 'dumb' }, { LC_ALL: 'C' }])('prints help with %j', async (env) => {
    const { everything, status } = terminal([], env);
    expect(await status).toBe(0);
    expect(everything()).toContain('Usage: concurrency-demos');
  });
});

test('show asks its question on a terminal; Escape leaves', async () => {
  const { type, shows, everything, status } = terminal(['show', 'greenlet']);
  await shows('no guess, just run it');
  type(ESCAPE);
  expect(await status).toBe(0);
  expect(everything()).not.toContain('elapsed');
});

test('Ctrl-C during a run that was picked ends the program with a partial summary', async () => {
  const { type, shows, everything, status } = terminal(['show', 'threads']);
  await shows('no guess, just run it');
  type(DOWN.repeat(3) + ENTER);
  await shows(/t1 +│ 2s/);
  type(CTRL_C);
  expect(await status).toBe(130);
  expect(everything()).toContain('interrupted after');
});
