import { describe, expect, test } from 'vitest';
import { breakEvenSeconds } from '../../src/compare/break-even.js';
import { figures, type Runs } from '../../src/compare/figures.js';
import { treePeakBytes } from '../../src/compare/footprint.js';
import type { ProcessReport, TaskReport } from '../../src/compare/job.js';
import { TaskFailedError } from '../../src/compare/models/model.js';
import { atMost, makingEach, makingPool, valuesOf } from '../../src/compare/models/side-by-side.js';
import { TimeLeft } from '../../src/compare/time-left.js';
import { warnings } from '../../src/compare/warnings.js';
import { countPrimes } from '../../src/compare/workloads/cpu.js';
import { carrying } from '../../src/compare/workloads/payload.js';
import { around, comparison } from './figures.js';

function runs(model: string, walls: number[], more: Partial<Runs> = {}): Runs {
  const full = walls.map((wallSeconds) => ({
    wallSeconds,
    cpuSeconds: 0.5,
    queuedSeconds: 0,
    startupSeconds: 0.01,
    peakMemoryBytes: 60e6,
    loopDelaySeconds: wallSeconds / 2,
  }));
  return { model, atOnce: 1, status: 'ok', full, empty: [], ...more };
}

describe('the figures of a comparison', () => {
  const basis = { tasks: 10, baseline: 'sequential' };

  test('are means for times and costs, the highest for memory and delay', () => {
    const several = runs('threads', [1, 2]);
    several.full[1]!.peakMemoryBytes = 70e6;
    const [result] = figures([several], { tasks: 10, baseline: 'threads' });
    expect(result).toMatchObject({
      wall: { mean: 1.5, min: 1, max: 2, runs: [1, 2] },
      cpuSeconds: 0.5,
      startupSeconds: 0.01,
      peakMemoryBytes: 70e6,
      loopDelaySeconds: 1,
      speedup: { mean: 1, stddev: 0 },
    });
    expect(result?.tasksPerSecond).toBeCloseTo(10 / 1.5);
  });

  test('tell who is fastest, who is level with it and who is behind', () => {
    const results = figures(
      [runs('sequential', around(0.8)), runs('threads', around(0.4)), runs('pool', around(0.401))],
      basis,
    );
    expect(results.map(({ model, place }) => [model, place])).toEqual([
      ['sequential', 'behind'],
      ['threads', 'fastest'],
      ['pool', 'level'],
    ]);
    expect(results[1]?.pValue).toBeNull();
    expect(results[0]?.pValue).toBeLessThan(0.01);
    expect(results[2]?.pValue).toBeGreaterThan(0.5);
  });

  test("refer CPython's rows to CPython's own sequential run, and give them no place", () => {
    const results = figures(
      [
        runs('sequential', [1, 1]),
        runs('python-sequential', [2, 2]),
        runs('python-threads', [2, 2]),
      ],
      basis,
    );
    expect(results[2]).toMatchObject({ place: null, speedup: { mean: 1 } });
  });

  test('are null for a model that failed, with the reason', () => {
    const [result] = figures([runs('pool', [1], { status: 'failed', error: 'no' })], basis);
    expect(result).toMatchObject({ status: 'failed', wall: null, speedup: null, error: 'no' });
  });
});

describe('the break-even length of a task', () => {
  test('is where the two lines cross', () => {
    // Ten tasks of 100 ms: 1 s one after the other; 0.1 s to make, then twice as fast.
    const at = breakEvenSeconds(10, { full: 1, empty: 0 }, { full: 0.6, empty: 0.1 });
    expect(at).toBeCloseTo(0.02);
    // At that length both take 0.2 s.
    expect(10 * at!).toBeCloseTo(0.1 + (10 * at!) / 2);
  });

  test('is null where a model gains nothing, however long the tasks', () => {
    expect(breakEvenSeconds(10, { full: 1, empty: 0 }, { full: 1.1, empty: 0.1 })).toBeNull();
    expect(breakEvenSeconds(10, { full: 1, empty: 0 }, { full: 0.05, empty: 0.1 })).toBeNull();
  });

  test('is 0 where a model costs nothing to make', () => {
    expect(breakEvenSeconds(10, { full: 1, empty: 0.01 }, { full: 0.5, empty: 0.01 })).toBe(0);
  });
});

describe('the memory of a process tree', () => {
  const report = (pid: number, from: number, to: number, mega: number): ProcessReport => ({
    ...{ pid, from, to, cpuSeconds: 0 },
    peakMemoryBytes: mega * 1e6,
  });
  const ofChildren = (reports: ProcessReport[]): number => treePeakBytes(reports, 60e6) / 1e6 - 60;

  test('adds up the children that were alive at once, not those that followed each other', () => {
    expect(ofChildren([report(1, 0, 2, 40), report(2, 1, 3, 50), report(3, 4, 5, 60)])).toBe(90);
  });

  test('counts a child once, by its last word', () => {
    expect(ofChildren([report(1, 0, 1, 40), report(1, 0, 2, 45)])).toBe(45);
  });

  test('is the own peak where there are none', () => {
    expect(ofChildren([])).toBe(0);
  });
});

describe('models that run several tasks', () => {
  test('have no more under way than allowed, and all in the end', async () => {
    let now = 0;
    let most = 0;
    const done: number[] = [];
    await atMost(3, 10, async (task) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      done.push(task);
    });
    expect(most).toBe(3);
    expect(done.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('start nothing more after a failure, and tell it', async () => {
    const begun: number[] = [];
    const all = atMost(1, 10, async (task) => {
      begun.push(task);
      if (task === 2) throw new Error('third');
    });
    await expect(all).rejects.toThrow('third');
    expect(begun).toEqual([0, 1, 2]);
  });

  const report = (task: number, began: number, worker = 'a'): TaskReport => ({
    ...{ task, began, worker },
    value: task * task,
  });

  test('give values by task, in whatever order the reports came', () => {
    expect(valuesOf([report(2, 0), report(0, 0), report(1, 0)], 3)).toEqual([0, 1, 4]);
  });

  test('tell a task that threw from one that ended without a word', () => {
    expect(() => valuesOf([{ ...report(0, 0), error: 'boom' }], 1)).toThrow('task 0 failed: boom');
    expect(() => valuesOf([report(0, 0)], 2)).toThrow(TaskFailedError);
  });

  test('share the time of making between those that make at once', () => {
    // Four threads, two at a time, 20 ms each: each strand made two of them.
    const reports = [0, 1, 2, 3].map((task) => report(task, 10.02 + task));
    expect(makingEach(reports, [10, 11, 12, 13], 2)).toBeCloseTo(0.04);
  });

  test('count the making of a pool once for each worker', () => {
    const reports = [report(0, 1.02), report(1, 1.04, 'b'), report(2, 2), report(3, 3, 'b')];
    expect(makingPool(reports, 1)).toBeCloseTo(0.03);
  });
});

describe('workloads', () => {
  test('cpu counts the 1229 primes below 10,000 in each round', () => {
    expect(countPrimes(1)).toBe(1229);
    expect(countPrimes(3)).toBe(3 * 1229);
  });

  test('payload gives as many bytes back, each one larger, and sees if they are wrong', () => {
    const { input, run, wrong } = carrying({ bytes: 1000 });
    const back = run(255, input?.(255));
    expect(back).toEqual(new Uint8Array(1000));
    expect(wrong?.(255, back)).toBeUndefined();
    expect(wrong?.(254, back)).toMatch(/expected 1000 bytes of 255/);
    expect(wrong?.(255, undefined)).toMatch(/got undefined/);
  });
});

describe('warnings', () => {
  test('are none on a quiet machine', () => {
    expect(warnings(comparison({ sequential: { runs: around(1) } }).results, 0.1, 2)).toEqual([]);
  });

  test('tell of a machine that was busy before', () => {
    const [busy] = warnings(comparison({ sequential: { runs: around(1) } }).results, 3, 2);
    expect(busy).toMatch(/busy before the first run \(load 3\.0 on 2 cores\)/);
  });

  test('tell of programs that kept a core from a single thread', () => {
    const { results } = comparison({ sequential: { runs: around(1) } });
    for (const run of results[0]!.measurements) run.queuedSeconds = 0.2;
    expect(warnings(results, 0, 2)).toEqual([
      expect.stringMatching(/kept a core from a single thread for 20 % of its time/),
    ]);
  });

  test('name the models whose runs spread far, with what to do', () => {
    const { results } = comparison({
      sequential: { runs: around(1) },
      pool: { runs: around(0.5, 0.4) },
    });
    expect(warnings(results, 0, 2).join('\n')).toMatch(/runs of pool \(\d+ %\).*--runs/);
  });

  test('tell of runs too short to mean anything', () => {
    const { results } = comparison({ sequential: { runs: around(0.001) } });
    expect(warnings(results, 0, 2).join('\n')).toMatch(/less than 5 ms.*--tasks/);
  });
});

describe('the time left', () => {
  test('is unknown until each entry ran once, then what the rest takes', () => {
    const time = new TimeLeft(['a', 'b', 'a', 'b']);
    time.took('a', 2);
    expect(time.seconds).toBeUndefined();
    time.took('b', 1);
    expect(time.seconds).toBe(3);
    expect(time.done).toBe(0.5);
  });

  test('leaves out what does not run any more', () => {
    const time = new TimeLeft(['a', 'b', 'a', 'b']);
    time.took('a', 2);
    time.dropped('b');
    expect(time.seconds).toBe(2);
  });
});
