import { describe, expect, it } from 'vitest';
import { bin, eventsOf, fixture, linesOf, only, runJson, seen } from '../bin.js';

describe('a demo whose lanes are all blocked', () => {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)
    it(`ends within a second on ${signal}, in order, with ${code}`, async () => {
      const running = bin(['run', fixture('demos/blocked'), '--json']);
      const begun = ['sleeper', 'waiter', 'computer'].map((lane) => new RegExp(`"lane":"${lane}"`));
      await Promise.all(begun.map((text) => seen(running, text)));
      const before = performance.now();
      running.kill(signal);
      const ended = await running;
      expect(performance.now() - before).toBeLessThan(1000);
      expect(ended.exitCode).toBe(code);
      expect(ended.stderr).not.toContain('    at ');
      const events = eventsOf(ended.stdout);
      expect(events.at(-1)).toMatchObject({ type: 'run-end', status: 'interrupted' });
      const killed = only(events, 'lane-end').filter(({ how }) => how === 'killed');
      expect(killed.map(({ lane }) => lane).toSorted()).toEqual([
        'computer',
        'main',
        'sleeper',
        'waiter',
      ]);
    });
});

describe('a thread that dies', () => {
  it('releases who joins it, is reported on its lane, and no longer counts as active', async () => {
    const { events, end, exitCode } = await runJson([fixture('demos/dying-threads')], {
      env: { NODE_OPTIONS: '--max-old-space-size=64' },
    });
    expect(linesOf(events, 'main')).toEqual([
      'throwing joined false 1',
      'exiting joined false 1',
      'later joined false 1',
      'hungry joined false 1',
    ]);
    expect(only(events, 'error').map(({ lane, name }) => [lane, name])).toEqual([
      ['throwing', 'TypeError'],
      ['later', 'RangeError'],
      ['hungry', 'Error'],
    ]);
    expect(only(events, 'lane-end').map(({ lane, how }) => [lane, how])).toEqual([
      ['throwing', 'failed'],
      ['exiting', 'failed'],
      ['later', 'failed'],
      ['hungry', 'failed'],
      ['main', 'returned'],
    ]);
    expect(end.status).toBe('failed');
    expect(exitCode).toBe(1);
  });

  it('wakes who sleeps for a lock that it held, also where it could say nothing itself', async () => {
    const { events } = await runJson([fixture('demos/killed-holder')]);
    expect(linesOf(events, 'main')).toEqual(['AbandonedLockError']);
    expect(only(events, 'lane-end')).toContainEqual(
      expect.objectContaining({ lane: 'holder', how: 'killed' }),
    );
  });
});

describe('the way of events', () => {
  it('loses nothing and keeps the order of stamps, also under a flood', async () => {
    const ended = await bin(['run', fixture('demos/burst'), '--json']);
    const events = eventsOf(ended.stdout);
    const stamps = events.map(({ t }) => t);
    expect(stamps).toEqual(stamps.toSorted((a, b) => a - b));
    for (const name of ['a', 'b'])
      expect(linesOf(events, name)).toEqual(
        Array.from({ length: 50_000 }, (_, i) => `${name} ${i}`),
      );
    const [long, ...rest] = linesOf(events, 'main');
    expect(long).toBe('x'.repeat(1_000_000) + 'é');
    expect(rest).toEqual(['by console.log', 'in two lines', 'without a newline']);
  });
});
