import { describe, expect, test } from 'vitest';
import { verdict } from '../../src/compare/verdict.js';
import { demoLines } from '../../src/render/comparison-demos.js';
import { sweepLines } from '../../src/render/comparison-sweep.js';
import { comparisonLines } from '../../src/render/comparison.js';
import type { Terminal } from '../../src/render/terminal.js';
import { widthOf } from '../../src/render/width.js';
import type { Comparison, DemoResult } from '../../src/trace/comparison.js';
import { around, comparison, machine } from '../compare/figures.js';

const terminal = (columns = 80, facts: Partial<Terminal> = {}): Terminal => ({
  ...{ columns, color: 0, ascii: false, lang: 'en' },
  ...facts,
});

const rows = {
  sequential: { runs: around(0.8), cpu: 0.8, delay: 0.8 },
  gevent: { runs: around(0.81), cpu: 0.81, delay: 0.1 },
  threads: { runs: around(0.42), cpu: 0.83, memory: 64e6, startup: 0.084, breakEven: 0.0061 },
  pool: { runs: around(0.5), cpu: 0.9, memory: 140e6, startup: 0.041, breakEven: 0.0123 },
};

function finished(facts: Partial<Comparison> = {}): Comparison {
  const figures = comparison(rows, facts);
  return { ...figures, verdict: verdict(figures), ...facts };
}

function withFailures(): Comparison {
  const made = finished();
  Object.assign(made.results[1]!, {
    ...{ status: 'not-applicable', wall: null, place: null },
    error: 'the task is an async function, which a generator can start but not wait for',
  });
  return made;
}

describe('a comparison on the terminal', () => {
  test('is a table with bars, the fastest marked, then the verdict', () => {
    const lines = comparisonLines(finished(), terminal());
    expect(lines.slice(0, 10).join('\n')).toMatchInlineSnapshot(`
      "
       cpu   8 tasks · 0.1 s each · 6 runs of each model

                           wall time     speed-up     CPU  memory
         sequential  0.800 s ± 0.007  1.00 ± 0.01  0.80 s   50 MB  ██████████████████
         gevent      0.810 s ± 0.007  0.99 ± 0.01  0.81 s   50 MB  ██████████████████
       * threads     0.420 s ± 0.003  1.90 ± 0.02  0.83 s   64 MB  ░░███████
         pool        0.500 s ± 0.004  1.60 ± 0.02  0.90 s  140 MB  ░██████████

       * fastest · ░ making threads or processes · ± standard deviation"
    `);
    expect(lines.slice(10).join(' ')).toMatch(/Best for this work here: threads with 0\.420 s/);
  });

  test('adds making and loop delay where there is room', () => {
    const [, , , titles, , , threads] = comparisonLines(finished(), terminal(110));
    expect(titles).toMatch(/wall time +speed-up +CPU +memory +making +loop delay/);
    expect(threads).toMatch(/84 ms +0 ms/);
  });

  test('says why a model has no figures, wrapped beside its name', () => {
    const lines = comparisonLines(withFailures(), terminal());
    expect(lines.slice(5, 7)).toMatchInlineSnapshot(`
      [
        "   gevent      not applicable: the task is an async function, which a generator",
        "               can start but not wait for",
      ]
    `);
  });

  test('shows warnings after the verdict', () => {
    const lines = comparisonLines(finished({ warnings: ['The machine was busy.'] }), terminal());
    expect(lines.at(-1)).toBe(' warning: The machine was busy.');
  });

  test('says when it was interrupted', () => {
    const lines = comparisonLines(finished({ interrupted: true }), terminal(100));
    expect(lines[1]).toMatch(/interrupted$/);
  });

  test.each([40, 60, 80, 100, 140])('fits %i columns, in ASCII too', (columns) => {
    for (const ascii of [false, true])
      for (const line of comparisonLines(withFailures(), terminal(columns, { ascii })))
        expect(widthOf(line)).toBeLessThanOrEqual(columns);
  });

  test('is nothing but ASCII where only that can be shown', () => {
    const text = comparisonLines(withFailures(), terminal(110, { ascii: true })).join('\n');
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  });

  test('carries no control characters of a name from outside', () => {
    const lines = comparisonLines(finished({ workload: './\u001b[31mx.mjs#f\u0007' }), terminal());
    expect(lines[1]).toContain('./x.mjs#f');
  });
});

describe('a sweep on the terminal', () => {
  const sweep = { option: 'workers', values: [1, 2, 4] };
  const comparisons = sweep.values.map((workers) => {
    const threads = { ...rows.threads, runs: around(0.84 / Math.min(2, workers)) };
    const figures = comparison({ sequential: rows.sequential, threads }, { workers });
    return { ...figures, verdict: verdict(figures) };
  });

  test('is a chart of speed-ups, a table of times, and the verdicts', () => {
    const text = sweepLines({ sweep, comparisons }, terminal()).join('\n');
    expect(text).toMatchInlineSnapshot(`
      "
       cpu   how many times as fast as sequential, by workers

          1.9 │                        t                      t
              │
          1.5 │
              │
          1.1 │
              │ st                     s                      s
          0.8 │
              │
          0.4 │
              │
          0.0 │
              └─────────────────────────────────────────────────────────────────────
                1                      2                      4
                workers

       s sequential   t threads

       workers           1        2        4
       sequential  0.800 s  0.800 s  0.800 s
       threads     0.840 s  0.420 s  0.420 s

       workers 1: Nothing beats sequential here (0.800 s): the next, threads, takes
       1.05 times as long.
       workers 2: Best for this work here: threads with 0.420 s, 1.90 times as fast
       as the next, sequential (p = 0.002).
       workers 4: Best for this work here: threads with 0.420 s, 1.90 times as fast
       as the next, sequential (p = 0.002)."
    `);
  });

  test('breaks a table that is too wide into several', () => {
    const values = Array.from({ length: 12 }, (_, i) => i + 1);
    const many = values.map(() => comparisons[0]!);
    const lines = sweepLines({ sweep: { option: 'tasks', values }, comparisons: many }, terminal());
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(80);
    expect(lines.filter((line) => /^ threads( +0\.840 s)+$/.test(line))).toHaveLength(2);
  });
});

describe('demos on the terminal', () => {
  const demo = (name: string, seconds: number, ideal: number | null): DemoResult => ({
    ...{ demo: name, status: 'ok', ideal, cpuSeconds: 0.1, peakMemoryBytes: 70e6 },
    ...{ threads: 2, processes: 0, overheadSeconds: ideal === null ? null : seconds - ideal },
    elapsed: {
      mean: seconds,
      stddev: 0.001,
      min: seconds,
      max: seconds,
      median: seconds,
      runs: [seconds, seconds],
    },
  });

  test('are a table of elapsed, ideal, overhead and costs', () => {
    const demos = [
      demo('threads', 4.02, 4),
      demo('greenlet', 0.0005, 0),
      demo('process-vs-thread', 1.2, null),
    ];
    const lines = demoLines({ machine, demos }, terminal());
    expect(lines.slice(1, 5).join('\n')).toMatchInlineSnapshot(`
      " demo                       elapsed  ideal    over     CPU  memory  thr.  proc.
       threads            4.020 s ± 0.001    4 s  +0.5 %  0.10 s   70 MB     2      0
       greenlet           0.001 s ± 0.001    0 s  0.5 ms  0.10 s   70 MB     2      0
       process-vs-thread  1.200 s ± 0.001      -          0.10 s   70 MB     2      0"
    `);
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(80);
  });

  test('say why one has no figures', () => {
    const failed: DemoResult = {
      ...demo('mine', 1, 1),
      ...{ status: 'failed', elapsed: null, error: 'TypeError: x is not a function' },
    };
    const text = demoLines({ machine, demos: [failed] }, terminal()).join('\n');
    expect(text).toContain('mine  TypeError: x is not a function');
  });
});
