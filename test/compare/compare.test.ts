/** `compare` from end to end: the real program, real processes, its JSON. */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Comparison, ComparisonReport, ModelResult } from '../../src/trace/comparison.js';
import { bin } from '../bin.js';

const tasks = fileURLToPath(new URL('../fixtures/workloads/tasks.mjs', import.meta.url));

/** Work that computes shows nothing of cores that others keep busy. */
const busy = loadavg()[0]! > 2 * availableParallelism();

async function compared(...args: string[]): Promise<Comparison> {
  const { stdout, stderr, exitCode } = await bin(['compare', ...args, '--json', '-']);
  if (exitCode !== 0 && exitCode !== 1) throw new Error(`exit ${exitCode}: ${stderr}`);
  return JSON.parse(stdout) as Comparison;
}

function of({ results }: Comparison, model: string): ModelResult {
  return results.find((result) => result.model === model)!;
}

function gain(comparison: Comparison, model: string): number {
  return of(comparison, model).speedup!.mean;
}

/** How many times as fast as the baseline without the time of making, which a busy machine stretches. */
function gainOnceMade(comparison: Comparison, model: string): number {
  const { wall, startupSeconds } = of(comparison, model);
  return of(comparison, comparison.baseline).wall!.mean / (wall!.mean - startupSeconds!);
}

/** The processes that measure something now. */
function measuring(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return line.includes('/bundle/cell.cjs') && line.includes(tasks) ? [pid] : [];
      } catch {
        return [];
      }
    });
}

/** Resolves when so many processes have measured something. */
async function untilMeasured(count: number): Promise<void> {
  const seen = new Set<string>();
  while (seen.size < count) {
    for (const pid of measuring()) seen.add(pid);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function goneSoon(): Promise<void> {
  const until = performance.now() + 5000;
  while (measuring().length > 0 && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(measuring()).toEqual([]);
}

describe('what compare shows', () => {
  test('waiting work is done side by side by all but sequential and greenlets', async () => {
    const sleep = await compared(
      ...['--workload', 'sleep', '--tasks', '8', '--seconds', '0.2', '--runs', '2'],
      ...['--models', 'sequential,gevent,greenlets,threads'],
    );
    expect(gain(sleep, 'gevent')).toBeGreaterThan(6);
    expect(gainOnceMade(sleep, 'threads')).toBeGreaterThan(2.5);
    expect(gain(sleep, 'greenlets')).toBeGreaterThan(0.8);
    expect(gain(sleep, 'greenlets')).toBeLessThan(1.1);
    expect(of(sleep, 'sequential').cpuSeconds).toBeLessThan(0.5);
    // A blocked thread's loop does not turn for all that time; a waiting one's does.
    expect(of(sleep, 'sequential').loopDelaySeconds).toBeGreaterThan(1.5);
    expect(of(sleep, 'gevent').loopDelaySeconds).toBeLessThan(0.4);
  }, 120_000);

  test.skipIf(busy)(
    'computing work gains by threads and processes, and not by coroutines',
    { retry: 2, timeout: 120_000 },
    async () => {
      const cpu = await compared(
        ...['--workload', 'cpu', '--tasks', '4', '--workers', '2', '--seconds', '0.2'],
        ...['--models', 'sequential,gevent,threads,pool', '--runs', '2'],
      );
      expect(gain(cpu, 'gevent')).toBeGreaterThan(0.7);
      expect(gain(cpu, 'gevent')).toBeLessThan(1.3);
      for (const model of ['threads', 'pool']) {
        expect(gainOnceMade(cpu, model)).toBeGreaterThan(1.2);
        expect(of(cpu, model).startupSeconds).toBeGreaterThan(0.005);
      }
      expect(of(cpu, 'sequential').startupSeconds).toBe(0);
      expect(of(cpu, 'pool').peakMemoryBytes).toBeGreaterThan(
        1.5 * of(cpu, 'sequential').peakMemoryBytes!,
      );
    },
  );

  test('a blocking function shows under gevent what it costs; an async one is nothing for greenlets', async () => {
    const models = ['--models', 'sequential,gevent,greenlets', '--tasks', '6', '--runs', '2'];
    const blocking = await compared('--workload', `${tasks}#blocks`, ...models);
    expect(gain(blocking, 'gevent')).toBeLessThan(1.2);
    const waiting = await compared('--workload', `${tasks}#waits`, ...models);
    expect(gain(waiting, 'gevent')).toBeGreaterThan(3);
    expect(of(waiting, 'greenlets')).toMatchObject({
      ...{ status: 'not-applicable', wall: null },
      error: expect.stringContaining('async function'),
    });
  }, 60_000);

  test('bytes come back right, and pages from the local server, under every model', async () => {
    const { comparisons } = (await compared(
      ...['--workload', 'payload', '--workload', 'fetch', '--seconds', '0.05'],
      ...['--bytes', '100000', '--tasks', '3', '--runs', '2'],
    )) as unknown as ComparisonReport;
    expect(comparisons.map(({ workload }) => workload)).toEqual(['payload', 'fetch']);
    for (const { results } of comparisons)
      for (const { model, status, error } of results)
        expect([model, status, error]).toEqual([
          model,
          ...(model === 'greenlets' && results === comparisons[1]!.results
            ? ['not-applicable', expect.any(String)]
            : ['ok', undefined]),
        ]);
  }, 120_000);

  test('a cell measures what the same work takes, within 5 %', async () => {
    const sleep = await compared(
      ...['--workload', 'sleep', '--tasks', '1', '--seconds', '1', '--runs', '2'],
      ...['--models', 'sequential,gevent'],
    );
    for (const model of ['sequential', 'gevent'])
      for (const wall of of(sleep, model).wall!.runs) {
        expect(wall).toBeGreaterThan(0.99);
        expect(wall).toBeLessThan(1.05);
      }
  }, 60_000);
});

describe('what a run is charged with', () => {
  test.runIf(process.platform === 'linux')(
    'the time and memory of programs that a function starts are its own',
    async () => {
      const made = await compared(
        ...['--workload', `${tasks}#startsAProgram`, '--tasks', '1', '--runs', '2'],
        ...['--models', 'sequential,pool'],
      );
      for (const model of ['sequential', 'pool']) {
        expect(of(made, model).peakMemoryBytes).toBeGreaterThan(250e6);
        expect(of(made, model).cpuSeconds).toBeGreaterThan(0.02);
      }
    },
    60_000,
  );
});

describe('what compare writes', () => {
  test('the JSON holds every single run, the machine and the verdict', async () => {
    const made = await compared(
      ...['--workload', 'sleep', '--tasks', '2', '--seconds', '0.02', '--runs', '4'],
      ...['--workers', '2', '--models', 'threads,sequential', '--baseline', 'sequential'],
    );
    expect(made).toMatchObject({
      machine: { node: process.versions.node, cpus: expect.any(Number) },
      ...{ workload: 'sleep', tasks: 2, workers: 2, baseline: 'sequential' },
    });
    expect(made.results.map(({ model }) => model)).toEqual(['threads', 'sequential']);
    expect(made.verdict.length).toBeGreaterThanOrEqual(2);
    expect(made.verdict.length).toBeLessThanOrEqual(5);
    for (const result of made.results) {
      expect(result.wall!.runs).toHaveLength(4);
      expect(result.measurements).toHaveLength(4);
      expect(result).toMatchObject({
        status: 'ok',
        speedup: { mean: expect.any(Number), stddev: expect.any(Number) },
        cpuSeconds: expect.any(Number),
        startupSeconds: expect.any(Number),
        loopDelaySeconds: expect.any(Number),
        tasksPerSecond: expect.any(Number),
      });
      expect(result.peakMemoryBytes).toBeGreaterThan(20e6);
    }
  }, 60_000);

  test('files get CSV and Markdown, standard output the table', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'compare-'));
    const [csv, markdown] = [join(folder, 'a.csv'), join(folder, 'a.md')];
    const { stdout, stderr, exitCode } = await bin([
      ...['compare', '--workload', 'sleep', '--tasks', '2', '--seconds', '0.01', '--runs', '2'],
      ...['--models', 'sequential,gevent', '--csv', csv, '--markdown', markdown],
    ]);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/sequential +0\.0\d\d s ± 0\.\d{3}/);
    const [titles, ...lines] = (await readFile(csv, 'utf8')).trim().split('\n');
    expect(titles).toMatch(/^workload,size,tasks,workers,model,status,runs,mean,stddev/);
    expect(lines.map((line) => line.split(',')[4])).toEqual(['sequential', 'gevent']);
    expect(await readFile(markdown, 'utf8')).toMatch(/^### sleep: 2 tasks.*\| model +\|/s);
  }, 60_000);

  test('with JSON on standard output the table moves to standard error', async () => {
    const { stdout, stderr } = await bin([
      ...['compare', '--workload', 'sleep', '--tasks', '1', '--seconds', '0.01', '--runs', '2'],
      ...['--models', 'sequential', '--json', '-'],
    ]);
    expect(() => JSON.parse(stdout)).not.toThrow();
    expect(stderr).toMatch(/sequential +0\.01\d s/);
  }, 60_000);

  test('a sweep compares at each value, and draws it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'compare-'));
    const json = join(folder, 'a.json');
    const { stdout } = await bin([
      ...['compare', '--workload', 'sleep', '--seconds', '0.02', '--runs', '2'],
      ...['--models', 'sequential,gevent', '--sweep', 'tasks=1,3', '--json', json],
    ]);
    expect(stdout).toMatch(/how many times as fast as sequential, by tasks/);
    const { sweep, comparisons } = JSON.parse(await readFile(json, 'utf8')) as ComparisonReport;
    expect(sweep).toEqual({ option: 'tasks', values: [1, 3] });
    expect(comparisons.map((one) => one.tasks)).toEqual([1, 3]);
  }, 60_000);

  test('demos are compared with each other and their ideals', async () => {
    const { stdout, exitCode } = await bin(['compare', 'threads', 'greenlet', '--speed', '20']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/threads +0\.\d{3} s ± 0\.\d{3} +0\.2 s +\+\d+\.\d %/);
    expect(stdout).toMatch(/greenlet +0\.\d{3} s/);
  }, 60_000);

  test.skipIf(busy)(
    "CPython's threads compute one at a time",
    { retry: 3, timeout: 120_000 },
    async () => {
      const cpu = await compared(
        ...[
          '--workload',
          'cpu',
          '--tasks',
          '4',
          '--workers',
          '2',
          '--seconds',
          '0.1',
          '--runs',
          '2',
        ],
        ...['--models', 'sequential,threads', '--python'],
      );
      expect(cpu.machine.python).toMatch(/^3\.\d+\.\d+$/);
      expect(gain(cpu, 'python-threads')).toBeLessThan(1.2);
      expect(gain(cpu, 'python-asyncio')).toBeLessThan(1.2);
      expect(gain(cpu, 'python-processes')).toBeGreaterThan(1.1);
    },
  );
});

describe('what goes wrong', () => {
  test('a function that throws under one model fails there, and the others go on', async () => {
    const { stdout, stderr, exitCode } = await bin([
      ...['compare', '--workload', `${tasks}#throwsInThreads`, '--tasks', '2', '--runs', '2'],
      ...['--models', 'sequential,threads,pool', '--json', '-'],
    ]);
    expect(exitCode).toBe(1);
    const made = JSON.parse(stdout) as Comparison;
    expect(made.results.map(({ status }) => status)).toEqual(['ok', 'failed', 'ok']);
    expect(of(made, 'threads').error).toMatch(/^task [01] failed: TypeError: not here$/);
    expect(stderr.match(/TypeError: not here/g)!.length).toBe(2); // one line, and the table
    expect(stderr).not.toMatch(/^ +at /m);
  }, 60_000);

  test('a function that never ends is ended, wherever it hangs', async () => {
    const models = ['--tasks', '2', '--runs', '2', '--models', 'sequential,threads,pool'];
    const alone = await compared('--workload', `${tasks}#spins`, '--timeout', '1', ...models);
    expect(alone.results.map(({ status }) => status)).toEqual(['timeout', 'timeout', 'timeout']);
    const later = await compared('--workload', `${tasks}#spinsLater`, '--timeout', '1', ...models);
    expect(later.results.map(({ status }) => status)).toEqual(['timeout', 'timeout', 'timeout']);
    expect(of(later, 'pool').error).toMatch(/within 1 s \(--timeout\)/);
    await goneSoon();
  }, 60_000);

  test('a function that ends its process is told of', async () => {
    const made = await compared(
      ...['--workload', `${tasks}#exits`, '--tasks', '1', '--runs', '2'],
      ...['--models', 'sequential,pool'],
    );
    expect(of(made, 'sequential').error).toMatch(/exit code 3/);
    expect(of(made, 'pool').error).toMatch(/exit code 3/);
  }, 60_000);

  test.each([
    [`${tasks}#missing`, /exports no missing; expected one of its functions: blocks/],
    [`${tasks}#notAFunction`, /a number, not a function, as notAFunction/],
    ['./nowhere.mjs#f', /there is no file '\.\/nowhere\.mjs'/],
    ['slep', /no workload 'slep'\. Did you mean 'sleep'/],
  ])('the workload %s is refused in one line', async (workload, message) => {
    const { stderr, stdout, exitCode } = await bin(['compare', '--workload', workload]);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(message);
  });

  test('a bad workload among good ones is left out, and the others are compared', async () => {
    const { stdout, stderr, exitCode } = await bin([
      ...['compare', '--workload', `${tasks}#missing`, '--workload', `${tasks}#waits`],
      ...['--tasks', '2', '--runs', '2', '--models', 'sequential,gevent', '--json', '-'],
    ]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/exports no missing/);
    const { comparisons, skipped } = JSON.parse(stdout) as ComparisonReport;
    expect(comparisons.map(({ workload }) => workload)).toEqual([`${tasks}#waits`]);
    expect(skipped).toEqual([{ workload: `${tasks}#missing`, error: expect.any(String) }]);
  }, 60_000);

  test.each<[string[], RegExp]>([
    [['--runs', '3'], /even number from 2 up/],
    [['--models', 'thread'], /no model 'thread'\. Did you mean 'threads'/],
    [['--models', 'gevent', '--baseline', 'pool'], /baseline pool is not among --models/],
    [['--sweep', 'colour=1'], /--sweep to be one of tasks, workers, seconds, bytes/],
    [['--sweep', 'workers=4..1'], /the smaller before the larger/],
    [['--tasks', '0'], /--tasks to be a whole number from 1/],
    [['--speed', '2'], /--speed is for demos/],
    [['threads', '--workload', 'cpu'], /--workload is for models/],
    [['thread'], /unknown demo 'thread'\. Did you mean 'threads'/],
    [['--json', '-', '--csv', '-'], /both want standard output/],
    [['--csv', '/nowhere/a.csv'], /--csv cannot write/],
    [
      ['--tasks', '900000', '--models', 'threads'],
      /this machine bears \d+ .*--workers \d+.*--force/,
    ],
    [['--tasks', '900000', '--models', 'processes'], /this machine bears \d+ /],
  ])('compare %j is refused with what to do', async (args, message) => {
    const { stderr, exitCode } = await bin(['compare', ...args]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });

  test('without python3 its rows are left out, in one line', async () => {
    const { stdout, stderr, exitCode } = await bin(
      [
        ...['compare', '--workload', 'sleep', '--tasks', '1', '--seconds', '0.01', '--runs', '2'],
        ...['--models', 'sequential', '--python'],
      ],
      { env: { PATH: '/nowhere' } },
    );
    expect(exitCode).toBe(0);
    expect(stderr.trim()).toMatch(/^warning: There is no python3.*left out\.$/);
    expect(stdout).toMatch(/sequential +0\.01/);
  }, 60_000);
});

describe('how compare ends early', () => {
  const endless = [
    ...['compare', '--workload', `${tasks}#blocks`, '--tasks', '2', '--runs', '100'],
    ...['--models', 'sequential,pool'],
  ];

  test('Ctrl-C gives the table of what is done so far, and 130', async () => {
    const running = bin(endless);
    // Some counted runs of each model, each in a process of its own.
    await untilMeasured(10);
    running.kill('SIGINT');
    const { exitCode, stdout, stderr } = await running;
    expect([exitCode, stderr]).toEqual([130, '']);
    expect(stdout).toMatch(/interrupted/);
    expect(stdout).toMatch(/sequential +0\.\d{3} s/);
    await goneSoon();
  }, 60_000);

  test('SIGKILL leaves no process behind, not even one that spins', async () => {
    const running = bin([...['compare', '--workload', `${tasks}#spins`, '--models', 'sequential']]);
    while (measuring().length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    running.kill('SIGKILL');
    await running;
    await goneSoon();
  }, 60_000);
});
