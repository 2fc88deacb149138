import { describe, expect, test } from 'vitest';
import { verdict } from '../../src/compare/verdict.js';
import { around, comparison } from './figures.js';

const computing = {
  sequential: { runs: around(0.8), cpu: 0.8, memory: 50e6 },
  gevent: { runs: around(0.81), cpu: 0.81, memory: 51e6 },
  threads: { runs: around(0.42), cpu: 0.83, memory: 64e6, startup: 0.024, breakEven: 0.0061 },
  pool: { runs: around(0.5), cpu: 0.9, memory: 140e6, startup: 0.041, breakEven: 0.0123 },
};
const waiting = { wallSeconds: 0.1, cpuSeconds: 0.001, queuedSeconds: 0 };

describe('the verdict', () => {
  test('names a clear winner with its gain, why it wins, and what it costs', () => {
    expect(verdict(comparison(computing))).toEqual([
      'Best for this work here: threads with 0.420 s, 1.90 times as fast as sequential and 1.19 times as fast as the next, pool (p = 0.002).',
      'A task computes 100 % of its time, so only models that use several cores can gain: threads kept 2.0 of 2 cores busy, gevent 1.0.',
      'Making threads or processes took 24 ms and 7.0 MB for each of 2 under threads and 41 ms and 45 MB for each of 2 under pool; tasks shorter than 6.1 ms (threads) or 12 ms (pool) are better off with sequential.',
    ]);
  });

  test('follows the figures: the other way round, the other model wins', () => {
    const [first] = verdict(
      comparison({ ...computing, threads: computing.pool, pool: computing.threads }),
    );
    expect(first).toMatch(/^Best for this work here: pool with 0\.420 s/);
  });

  test('names no winner where models do not differ, and picks by memory', () => {
    const said = verdict(
      comparison({ ...computing, pool: { ...computing.pool, runs: around(0.421) } }),
    );
    expect(said[0]).toBe(
      'No clear winner: threads and pool are level (0.420 s to 0.421 s, about 1.9 times as fast as sequential).',
    );
    expect(said[1]).toBe('Of these take threads: it needs 64 MB, pool 140 MB.');
  });

  test('calls it a tie too where the difference is certain, but too small to choose by', () => {
    const said = verdict(
      comparison({
        sequential: { runs: around(0.8) },
        gevent: { runs: around(0.1, 0.0001) },
        threads: { runs: around(0.103, 0.0001) },
      }),
    );
    expect(said[0]).toMatch(/^No clear winner: gevent and threads are level/);
    expect(said[1]).toBe('They need as much memory too, so take the plainest: gevent.');
  });

  test('keeps to the baseline where nothing gains', () => {
    const said = verdict(
      comparison({ sequential: { runs: around(0.8) }, gevent: { runs: around(0.799) } }),
    );
    expect(said.slice(0, 2)).toEqual([
      'No clear winner: gevent and sequential are level (0.799 s to 0.800 s).',
      'Side by side gains nothing here, so keep it plain: sequential.',
    ]);
  });

  test('says so where the baseline beats all others', () => {
    const said = verdict(
      comparison({ sequential: { runs: around(0.01) }, pool: { runs: around(0.06) } }),
    );
    expect(said[0]).toBe(
      'Nothing beats sequential here (10 ms): the next, pool, takes 6.00 times as long.',
    );
  });

  test('says that it cannot tell where the machine was too noisy, and what to do', () => {
    const said = verdict(
      comparison({
        sequential: { runs: around(0.8) },
        threads: { runs: around(0.42, 0.3) },
        pool: { runs: around(0.47, 0.3) },
      }),
    );
    expect(said[0]).toMatch(
      /^Too noisy to name a winner: threads and pool cannot be told apart, their runs spread by up to 2\d %.*--runs/,
    );
    expect(said[1]).toBe('They are ahead of sequential all the same.');
  });

  test('asks for more runs where two of each can show nothing', () => {
    const said = verdict(
      comparison({
        sequential: { runs: [0.8, 0.801] },
        threads: { runs: [0.42, 0.421] },
      }),
    );
    expect(said[0]).toMatch(/^Too few runs to name a winner: .* 2 runs each .*--runs/);
  });

  test('tells waiting work from computing work, and whose waits blocked', () => {
    const [, why] = verdict(
      comparison(
        {
          sequential: { runs: around(0.8), cpu: 0.01 },
          gevent: { runs: around(0.101), cpu: 0.01, memory: 50e6 },
          greenlets: { runs: around(0.8), cpu: 0.01 },
          threads: { runs: around(0.14), cpu: 0.2 },
        },
        { task: waiting },
      ),
    );
    expect(why).toBe(
      'A task waits 99 % of its time, so what counts is how many can wait at once: gevent had 8 tasks under way; under greenlets each wait blocked the one thread.',
    );
  });

  test('does not take for waiting what was waiting for a core', () => {
    const task = { wallSeconds: 0.4, cpuSeconds: 0.1, queuedSeconds: 0.3 };
    expect(verdict(comparison(computing, { task }))[1]).toMatch(/^A task computes 100 % of/);
  });

  test("sets CPython's threads beside ours", () => {
    const said = verdict(
      comparison({
        ...computing,
        'python-sequential': { runs: around(0.8) },
        'python-threads': { runs: around(0.85) },
      }),
    );
    expect(said.at(-1)).toBe(
      "CPython's threads were 0.94 times as fast as its own sequential run, Node's 1.90 times: its interpreter lock lets one thread compute at a time.",
    );
  });

  test('does without a baseline that could not be measured', () => {
    const figures = comparison(computing);
    for (const result of figures.results) result.speedup = null;
    Object.assign(figures.results[0]!, { status: 'failed', wall: null });
    expect(verdict(figures)[0]).toBe(
      'Best for this work here: threads with 0.420 s, 1.19 times as fast as the next, pool (p = 0.002).',
    );
  });

  test('never lets a row of CPython win', () => {
    const said = verdict(comparison({ ...computing, 'python-threads': { runs: around(0.1) } }));
    expect(said[0]).toContain('threads with 0.420 s');
  });

  test('says that there is nothing to say where nothing was measured', () => {
    const failed = comparison(computing);
    for (const result of failed.results) Object.assign(result, { status: 'failed', wall: null });
    expect(verdict(failed)).toEqual([
      'No model could be measured, so there is nothing to say about cpu.',
    ]);
  });

  test('has between two and five sentences wherever two models were measured', () => {
    for (const rows of [computing, { sequential: computing.sequential, pool: computing.pool }]) {
      const said = verdict(comparison(rows));
      expect(said.length).toBeGreaterThanOrEqual(2);
      expect(said.length).toBeLessThanOrEqual(5);
    }
  });
});
