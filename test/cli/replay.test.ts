import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pty from '@lydell/node-pty';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventLine, readRecording, type Run } from '../../src/trace/recording.js';
import { begin, geventFetch, trafficLight, run as recorded } from '../export/recordings.js';
import { Screenful } from '../render/terminal.js';
import { bin, fixture, seen } from '../bin.js';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'replay-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string) => join(folder, name);
function kept(name: string, ...runs: Run[]): string {
  writeFileSync(file(name), runs.flatMap(({ events }) => events.map(eventLine)).join(''));
  return file(name);
}

describe('what was recorded', () => {
  test('is shown again as it was shown, without running the demo', async () => {
    const ran = await bin([
      'run',
      fixture('cli/greet'),
      '--speed',
      '10',
      '--record',
      file('greet'),
    ]);
    const replayed = await bin(['replay', file('greet')]);
    expect([replayed.stderr, replayed.exitCode]).toEqual(['', 0]);
    const body = (text: string) => text.split('\n').slice(2);
    expect(body(replayed.stdout)).toEqual(body(ran.stdout));
  });

  test('is played at the recorded pace, or faster', async () => {
    const lasting = (seconds: number) =>
      kept(
        `lasting-${seconds}`,
        recorded('lasting', seconds, {
          main: [
            [0, 'lane-start', begin('main')],
            [seconds, 'print', { text: 'x' }],
          ],
        }),
      );
    const took = async (path: string, ...words: string[]) => {
      const before = performance.now();
      await bin(['replay', path, '--plain', ...words]);
      return performance.now() - before;
    };
    expect(await took(lasting(1))).toBeGreaterThan(1000);
    expect(await took(lasting(1), '--speed', '2')).toBeGreaterThan(500);
    expect(await took(lasting(20), '--speed', '100')).toBeLessThan(10_000);
  });

  test('is made into all its pictures at once, without being played', async () => {
    const path = kept('light', trafficLight());
    const before = performance.now();
    const { stdout, stderr, exitCode } = await bin(
      ['svg', 'html', 'trace', 'cast'].reduce(
        (words, kind) => [...words, `--${kind}`, file(`light.${kind}`)],
        ['replay', path],
      ),
    );
    expect([stdout, stderr, exitCode]).toEqual(['', '', 0]);
    expect(performance.now() - before).toBeLessThan(6000);
    const made = (kind: string) => readFileSync(file(`light.${kind}`), 'utf8');
    expect(made('svg')).toMatch(/^<svg .*<\/svg>\n$/s);
    expect(made('html')).toMatch(/^<!doctype html>.*<title>traffic-light<\/title>/s);
    expect(JSON.parse(made('trace'))).toHaveProperty('traceEvents');
    const [header, ...events] = made('cast').trimEnd().split('\n');
    expect(JSON.parse(header!)).toMatchObject({ version: 2, width: 80 });
    expect(events.some((line) => line.includes('MINI green, go'))).toBe(true);
  });

  test('can come from standard input and go to standard output', async () => {
    const { stdout } = await bin(['replay', '-', '--svg', '-'], {
      input: readFileSync(kept('light', trafficLight())),
    });
    expect(stdout).toMatch(/^<svg /);
  });

  test('may hold several runs', async () => {
    const { stdout } = await bin(['replay', kept('both', ...geventFetch()), '--speed', '100']);
    expect(stdout.match(/elapsed /g)).toHaveLength(2);
  });

  test('whose writer was killed is shown as far as it goes, with a warning', async () => {
    const whole = readFileSync(kept('whole', trafficLight()), 'utf8');
    writeFileSync(file('cut'), whole.slice(0, -300));
    const { stdout, stderr, exitCode } = await bin(['replay', file('cut'), '--speed', '100']);
    expect(stderr).toMatch(/^warning: line \d+ of the recording is cut off/);
    expect(stdout).toContain('MINI sees red');
    expect(stdout).toMatch(/MINI .*event/);
    expect(exitCode).toBe(0);
  });
});

describe('what cannot be replayed is refused before anything is shown:', () => {
  test.each([
    ['a text', 'Hello\n', /^error: '.*' cannot be replayed. Line 1 .* got "Hello"\.$/],
    [
      'a later version',
      eventLine(trafficLight().start).replace('"version":1', '"version":9'),
      /update it to read/,
    ],
    [
      'a damaged line',
      `${eventLine(trafficLight().start)}{"type":"print"}\n${eventLine(trafficLight().start)}`,
      /Line 2 .*: expected a number of seconds as t of print/,
    ],
  ])('%s', async (_, text, message) => {
    writeFileSync(file('bad'), text);
    const { stdout, stderr, exitCode } = await bin(['replay', file('bad')]);
    expect([stdout, exitCode]).toEqual(['', 2]);
    expect(stderr).toMatch(message);
  });

  test.each([
    ['no file', ['replay', 'missing.jsonl'], "there is no file 'missing.jsonl'"],
    ['a folder', ['replay', '.'], "'.' is a folder"],
    ['two recordings', ['replay', 'a', 'b'], 'too many arguments'],
    ['a speed that is none', ['replay', 'a', '--speed', '0'], 'from 0.25 to 100'],
    ['steps without a terminal', ['replay', 'a', '--step'], 'needs a terminal'],
  ])('%s', async (_, words, message) => {
    const { stdout, stderr, exitCode } = await bin(words);
    expect([stdout, exitCode]).toEqual(['', 2]);
    expect(stderr).toContain(message);
  });
});

test('a signal ends a replay with the timeline as far as it went', async () => {
  const running = bin(['replay', kept('light', trafficLight())]);
  await seen(running, /drives on/);
  running.kill('SIGINT');
  const { stdout, exitCode } = await running;
  expect(stdout).toMatch(/\n {2}MINI /);
  expect(exitCode).toBe(130);
});

describe('step by step', () => {
  /** A replay in a terminal, read back as it draws. */
  function stepping(runs: Run[], rows = 30) {
    const screen = new Screenful(100, rows);
    const program = fileURLToPath(new URL('../../bin/concurrency-demos.cjs', import.meta.url));
    const child = pty.spawn(
      process.execPath,
      [program, 'replay', kept('steps', ...runs), '--step'],
      {
        cols: 100,
        rows,
        env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', TERM: 'xterm-256color' },
      },
    );
    let drawn = Promise.resolve();
    child.onData((text) => (drawn = drawn.then(() => screen.write(text))));
    const ended = new Promise<number>((resolve) =>
      child.onExit(({ exitCode }) => resolve(exitCode)),
    );
    /** Waits until the screen shows it. */
    const shows = (pattern: RegExp) =>
      expect.poll(() => screen.seen().join('\n'), { timeout: 10_000 }).toMatch(pattern);
    return { screen, press: (keys: string) => child.write(keys), ended, shows };
  }
  const right = '\u001b[C';
  const left = '\u001b[D';

  test('keys go on, back, to the next of a lane and to a second, and the states follow', async () => {
    const { press, shows, ended, screen } = stepping([trafficLight()]);
    await shows(/0\.000 s {2}0\/\d+ {2}the beginning/);
    press(right);
    await shows(/1\/\d+ {2}traffic-light begins/);
    press(right.repeat(3));
    await shows(/4\/\d+/);
    press(left);
    await shows(/3\/\d+/);
    press('j8.5\r');
    await shows(/8\.500 s/);
    await shows(/MINI .*waiting event/);
    await shows(/│ MINI sees red, waits/);
    press('l');
    await shows(/9\.000 s .*light goes on/);
    press('j1\r');
    await shows(/^ {2}1\.000 s {2}\d+\//m);
    expect(screen.seen().join('\n')).not.toContain('sees red');
    press('q');
    expect(await ended).toBe(0);
    const remains = screen.everything().join('\n');
    expect(remains).toMatch(/│ MINI drives on/);
    expect(remains).not.toContain('q quit');
  });

  test('the end of one run leads to the next, and back', async () => {
    const { press, shows, ended } = stepping(geventFetch());
    await shows(/the beginning/);
    press(`\u001b[F${right}`);
    await shows(/0\/\d+ {2}the beginning/);
    press(left);
    await shows(/the run is over: ok/);
    press('\u0003');
    expect(await ended).toBe(130);
  });

  test('it plays when asked to', async () => {
    const { press, shows, ended } = stepping([geventFetch()[0]!]);
    await shows(/the beginning/);
    press(' ');
    await shows(/0\.803 s .*the run is over: ok/);
    press('q');
    expect(await ended).toBe(0);
  });

  test('a small window keeps its state below its lines', async () => {
    const { press, shows, ended, screen } = stepping([trafficLight()], 12);
    await shows(/the beginning/);
    press('j8\r');
    await shows(/8\.000 s/);
    expect(screen.everything().length).toBeLessThanOrEqual(12);
    press('q');
    expect(await ended).toBe(0);
  });
});

test('what --record writes can be read', async () => {
  await bin(['run', fixture('cli/greet'), '--record', file('again')]);
  const { runs } = await readRecording([readFileSync(file('again'))]);
  expect(runs[0]?.end?.status).toBe('ok');
});
