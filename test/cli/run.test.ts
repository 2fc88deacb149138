import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../src/trace/event.js';
import { bin, fixture } from '../bin.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'run-'));
});
afterAll(() => rm(folder, { recursive: true }));

const greet = fixture('cli/greet');

async function valuesOf(...words: string[]): Promise<unknown> {
  const { stdout, stderr, exitCode } = await bin(['run', '--plain', ...words]);
  expect([stderr, exitCode]).toEqual(['', 0]);
  return JSON.parse(stdout);
}

function events(lines: string): TraceEvent[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as TraceEvent);
}

describe("a demo's own options", () => {
  const defaults = { times: 2, title: 'hi', bigCar: ['MINI'], forever: false, join: true };

  test('have their defaults', async () => {
    expect(await valuesOf(greet)).toEqual(defaults);
  });

  test('become flags in kebab-case; those of many texts may be given again', async () => {
    const flags = ['--times', '3', '--title=x y', '--big-car', 'A', '--big-car=B', '--forever'];
    expect(await valuesOf(greet, ...flags, '--no-join')).toEqual({
      times: 3,
      title: 'x y',
      bigCar: ['A', 'B'],
      forever: true,
      join: false,
    });
  });

  test('may stand anywhere, also where a value looks like a demo', async () => {
    expect(await valuesOf('--big-car', 'threads', greet, '--times', '1')).toEqual({
      ...defaults,
      times: 1,
      bigCar: ['threads'],
    });
  });

  test.each([
    ['--times', '0', "expected --times to be a whole number from 1 to 9, got '0'"],
    ['--times', '10', 'from 1 to 9'],
    ['--times', '-1', 'from 1 to 9'],
    ['--times', '1.5', 'a whole number'],
    ['--times', 'NaN', "got 'NaN'"],
    ['--times', '0x2', "got '0x2'"],
    ['--times', '', "got ''"],
    ['--title', '', 'expected --title to be some text, got nothing'],
    ['--big-car', '--forever', 'got the option --forever'],
  ])('refuse %s %j', async (flag, value, sentence) => {
    const { stdout, stderr, exitCode } = await bin(['run', greet, flag, value]);
    expect(stderr).toMatch(/^error: [^\n]*$/);
    expect(stderr).toContain(sentence);
    expect([stdout, exitCode]).toEqual(['', 2]);
  });

  test('are shown by --help in the language asked for', async () => {
    const { stdout } = await bin(['run', greet, '--help', '--lang', 'zh']);
    expect(stdout).toContain('Options of greet:');
    expect(stdout).toContain('--big-car <text>');
    expect(stdout).toContain('中文 how often');
    expect(stdout).toMatch(/--no-join +关闭/);
  });

  test('need exactly one demo', async () => {
    const { stderr, exitCode } = await bin(['run', 'threads', greet, '--times', '3']);
    expect(stderr).toMatch(/^error: unknown option '--times'/);
    expect(exitCode).toBe(2);
  });

  test('may not be named as an option of run', async () => {
    const { stderr, exitCode } = await bin(['run', fixture('cli/clash'), '--speed', '3']);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    const told = await bin(['run', fixture('cli/clash'), '--help']);
    expect(told.stderr).toMatch(/^error: clash declares an option 'speed'.*Rename it/);
    expect(told.exitCode).toBe(2);
  });
});

describe('what a run shows', () => {
  test('is its lines with the lanes, a header and a summary', async () => {
    const { stdout, exitCode } = await bin(['run', 'threads', '--speed', '20']);
    expect(stdout).toMatch(/threads +two threads count down/);
    expect(stdout).toMatch(/ s {2}t1 +│ task:t1/);
    expect(stdout).toMatch(/elapsed .* ideal 0\.2 s/);
    expect(exitCode).toBe(0);
  });

  test('is the bare lines with --plain', async () => {
    // A thread may start a little after the other; a stage must last longer than that.
    const { stdout } = await bin(['run', 'threads', '--speed', '4', '--plain']);
    const lines = stdout.split('\n');
    expect(lines.slice(0, 2).sort()).toEqual(['task:t1', 'task:t2']);
    expect(lines.slice(2)).toEqual(['2s', '2s', '1s', '1s', '0s', '0s']);
  });

  test('has names that count from 1 in every run, so that runs can be compared', async () => {
    const lanes: string[][] = [];
    const { stdout } = await bin(['run', 'subclass', '--repeat', '2', '--speed', '20', '--json']);
    for (const event of events(stdout)) {
      if (event.type === 'run-start') lanes.push([]);
      if (event.type === 'lane-start') lanes.at(-1)!.push(event.lane);
    }
    const names = ['Thread-1', 'Thread-2', 'main'];
    expect(lanes.map((run) => run.sort())).toEqual([names, names]);
  });

  test('is the events and nothing else with --json, run after run', async () => {
    const { stdout, stderr } = await bin(['run', greet, 'threads', '--speed', '20', '--json']);
    const all = events(stdout);
    expect(stderr).toBe('');
    expect(
      all.filter(({ type }) => type === 'run-start').map((e) => 'demo' in e && e.demo),
    ).toEqual(['greet', 'threads']);
    expect(all.at(-1)).toMatchObject({ type: 'run-end', status: 'ok', threads: 2 });
  });

  test('holds no escape sequence where nobody asked for colours', async () => {
    const { stdout } = await bin(['run', 'threads', '--speed', '20']);
    expect(stdout).not.toContain('\u001b');
    const painted = await bin(['run', 'threads', '--speed', '20', '--color']);
    expect(painted.stdout).toContain('\u001b[');
  });

  test('keeps to ASCII if asked, or if the locale has nothing else', async () => {
    for (const given of [
      bin(['run', 'threads', '--speed', '20', '--ascii', '--lang', 'zh']),
      bin(['run', 'threads', '--speed', '20'], { env: { LC_ALL: 'C' } }),
    ]) {
      const { stdout } = await given;
      expect(stdout).toMatch(/t1 +\| task:t1/);
      expect(stdout).toMatch(/^[\t\n\u0020-\u007e]*$/);
    }
  });

  test('warns that facts may not hold above twenty times the speed', async () => {
    const { stderr, exitCode } = await bin(['run', greet, '--speed', '21']);
    expect(stderr).toMatch(/^warning: above --speed 20/);
    expect(exitCode).toBe(0);
  });
});

describe('--repeat', () => {
  test('counts the orders of lines', async () => {
    const { stdout, exitCode } = await bin(['run', greet, '--repeat', '3']);
    expect(stdout).toMatch(/greet {3}3 runs, 1 different order of lines\n\n +3 × {2}main:\s+\{/);
    expect(exitCode).toBe(0);
  });

  test('streams every run with --json', async () => {
    const { stdout } = await bin(['run', greet, '--repeat', '3', '--json']);
    expect(events(stdout).filter(({ type }) => type === 'run-end')).toHaveLength(3);
  });
});

describe('files', () => {
  test('get the recording, while the lines go on', async () => {
    const file = join(folder, 'greet.jsonl');
    await writeFile(file, 'something older, longer than the recording '.repeat(1000));
    const { stdout } = await bin(['run', greet, '--plain', '--record', file]);
    expect(stdout).toMatch(/^\{"times":2/);
    const recorded = events(await readFile(file, 'utf8'));
    expect(recorded[0]).toMatchObject({ type: 'run-start', demo: 'greet' });
    expect(recorded.at(-1)!.type).toBe('run-end');
  });

  test('named - are standard output, and the lines move to standard error', async () => {
    const { stdout, stderr } = await bin(['run', greet, '--plain', '--record', '-']);
    expect(events(stdout)[0]!.type).toBe('run-start');
    expect(stderr).toMatch(/^\{"times":2/);
  });

  test.each([
    [['--json', '--record', '-'], '--json and --record both want standard output'],
    [['--json', '--plain'], "'--plain' cannot be used with option '--json'"],
    [['--record', '/nowhere/at/all'], "--record cannot write '/nowhere/at/all': no such file"],
    [['--record', ''], 'expected --record to be some text'],
    [['--record', '/'], 'illegal operation on a directory'],
    [['--speed', '0'], "expected --speed to be a number above 0, got '0'"],
    [['--speed', 'Infinity'], "got 'Infinity'"],
    [['--repeat', '0'], 'expected --repeat to be a whole number from 1'],
    [['--lang', 'de'], 'Allowed choices are en, zh'],
    [['--sped', '2'], 'Did you mean --speed?'],
  ])('and options %j are refused before the run', async (words, sentence) => {
    const { stdout, stderr, exitCode } = await bin(['run', greet, ...words]);
    expect(stderr).toMatch(/^error: /);
    expect(stderr).toContain(sentence);
    expect([stdout, exitCode]).toEqual(['', 2]);
  });

  test.skipIf(process.platform !== 'linux')('that turn out full give status 1', async () => {
    const { stderr, exitCode } = await bin(['run', greet, '--plain', '--record', '/dev/full']);
    expect(stderr).toBe("error: cannot write '/dev/full': no space left on device.");
    expect(exitCode).toBe(1);
  });
});

describe('names and statuses', () => {
  test.each([
    [['run', 'thread'], "unknown demo 'thread'. Did you mean 'threads'?"],
    [['run', 'threads', 'thread'], "unknown demo 'thread'"],
    [['run', 'thread', '--car', 'x'], "unknown demo 'thread'"],
    [['run', './nothing.mjs'], "there is no file './nothing.mjs'"],
    [['run', fixture('cli/no-demo')], 'no-demo cannot be run: Expected its default export'],
    [['run'], "expected the name of a demo, 'all', or the path of a file"],
    [['threads'], 'Run it with: concurrency-demos run threads'],
    [['rum'], "Did you mean 'run'?"],
    [['comp'], "Did you mean 'compare'?"],
    [['foo'], "unknown command 'foo'. The commands are"],
    [['help', 'rum'], "Did you mean 'run'?"],
  ])('%j is wrong use', async (words, sentence) => {
    const { stdout, stderr, exitCode } = await bin(words);
    expect(stderr).toMatch(/^error: [^\n]*$/);
    expect(stderr).toContain(sentence);
    expect([stdout, exitCode]).toEqual(['', 2]);
  });

  test('a file that throws as it is loaded is told in one sentence', async () => {
    const { stderr, exitCode } = await bin(['run', fixture('cli/throws')]);
    expect(stderr).toBe('error: throws cannot be run: not today');
    expect(exitCode).not.toBe(0);
  });

  test('control characters in what was typed do not reach the terminal', async () => {
    const { stderr } = await bin(['run', 'a\u001b[31mb\u202ec']);
    expect(stderr).toContain("unknown demo 'abc'");
  });

  test('a demo that fails gives status 1 and one line, and the next one runs', async () => {
    const { stdout, stderr, exitCode } = await bin(['run', '--plain', fixture('cli/fails'), greet]);
    expect(stdout).toMatch(/^so far so good\n\{/);
    expect(stderr).toBe('error: on main: RangeError: out of luck');
    expect(exitCode).toBe(1);
  });

  test('--verbose adds what a bug report needs', async () => {
    const { stderr } = await bin(['run', 'thread', '--verbose']);
    expect(stderr).toMatch(/at .*\n/);
    expect(stderr).toContain(`Node ${process.version}`);
  });

  test("options may stand before the command's name", async () => {
    const { stdout } = await bin(['--speed', '20', '--plain', 'run', greet]);
    expect(stdout).toMatch(/^\{"times"/);
  });
});
