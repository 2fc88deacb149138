import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventsOf } from '../bin.js';
import { catalogue } from '../../src/registry.js';
import type { RunEnd } from '../../src/trace/event.js';
import { fixture, Program } from './program.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signals-'));
});
afterAll(() => rm(folder, { recursive: true }));

const statuses = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type Signal = keyof typeof statuses;
const signals = Object.keys(statuses) as Signal[];

const family = fixture('family.mjs');

/** All of its lanes are at work, or as far as they ever get. */
async function atWork(words: readonly string[]): Promise<Program> {
  const running = new Program(['run', family, ...words]);
  await running.printed(/staying/);
  await running.printed(/computing/);
  await running.printed(/sleeping[^]*sleeping[^]*sleeping/);
  return running;
}

/** An end in order takes at most a second; the rest is for machines that have other things to do. */
const ROOM_SECONDS = 2;

describe('one signal to the whole group', () => {
  test.each(signals)('%s ends threads, children and pools in order', async (signal) => {
    const file = join(folder, `${signal}.jsonl`);
    const running = await atWork(['--record', file]);
    running.signal(signal);
    const { code, stdout, stderr, seconds } = await running.ended;
    expect([code, stderr]).toEqual([statuses[signal], '']);
    expect(stdout).toMatch(/interrupted after [^\n]*\n( [^\n]*\n)?$/);
    expect(stdout).not.toMatch(/ {4}at |Error/);
    expect(seconds).toBeLessThan(ROOM_SECONDS);
    await running.gone(1);
    const events = eventsOf(await readFile(file, 'utf8'));
    const end = events.at(-1) as RunEnd;
    expect(end).toMatchObject({ type: 'run-end', status: 'interrupted', processes: 4 });
    // Each process of Node has more than that.
    expect(end.peakMemoryBytes).toBeGreaterThan(4 * 30e6);
  });

  test.each(catalogue().map(({ name }) => name))('Ctrl-C ends %s', async (name) => {
    const running = new Program(['run', name, '--json']);
    await running.printed(/"lane-start".*\n/);
    running.signal('SIGINT');
    const { code, signal, stdout, stderr, seconds } = await running.ended;
    // A demo may be over before it hears, and the program with it.
    const { status } = eventsOf(stdout).at(-1) as { status?: string };
    if (status !== 'ok') expect([code, status]).toEqual([130, 'interrupted']);
    else expect([0, 130, 'SIGINT']).toContain(code ?? signal);
    expect(stderr).toBe('');
    expect(seconds).toBeLessThan(ROOM_SECONDS);
    await running.gone(1);
  });
});

describe('Ctrl-C at the worst moment', () => {
  const moments = {
    'as main begins': { type: 'lane-start', name: 'main' },
    'as a thread begins': { type: 'lane-start', name: 'computer' },
    'as a child begins': { type: 'lane-start', name: 'sleeper' },
    'as a worker of a pool begins': { type: 'lane-start', name: 'worker-1' },
    'as a task is handed over': { type: 'task-submit' },
    'as a worker begins a task': { type: 'task-start' },
  };
  test.each(Object.entries(moments))('%s', async (_, moment) => {
    const running = new Program(['run', family], {
      fault: { do: 'signal', signal: 'SIGINT', ...moment },
    });
    const { code, stdout, stderr } = await running.ended;
    expect([code, stderr]).toEqual([130, '']);
    expect(stdout).toMatch(/interrupted after [^\n]*\n( [^\n]*\n)?$/);
    expect(stdout).not.toMatch(/ {4}at |Error/);
    await running.gone(1);
  });

  test('as a run ends', async () => {
    const running = new Program(['run', 'pool', '--speed', '20', '--json'], {
      fault: { do: 'signal', signal: 'SIGINT', type: 'lane-end' },
    });
    const { code, stdout, stderr } = await running.ended;
    const { status } = eventsOf(stdout).at(-1) as { status?: string };
    expect(['ok', 'interrupted']).toContain(status);
    expect([code, stderr]).toEqual([130, '']);
    await running.gone(1);
  });

  test('while a module is loaded that never ends', async () => {
    const running = new Program(['run', fixture('endless-import.mjs')]);
    await new Promise((resolve) => setTimeout(resolve, 400));
    running.signal('SIGINT');
    const { code, stdout, stderr, seconds } = await running.ended;
    expect([code, stdout, stderr]).toEqual([130, '', '']);
    expect(seconds).toBeLessThan(ROOM_SECONDS);
  });
});

test('a second Ctrl-C ends at once, and children that do not heed it soon after', async () => {
  const running = await atWork([]);
  running.signal('SIGINT');
  await new Promise((resolve) => setTimeout(resolve, 50));
  running.signal('SIGINT');
  const { code, stdout, stderr, seconds } = await running.ended;
  expect([code, stderr]).toEqual([130, '']);
  expect(stdout).not.toMatch(/interrupted/);
  expect(seconds).toBeLessThan(ROOM_SECONDS);
  await running.gone(2);
});

test('SIGKILL leaves no child two seconds later', async () => {
  const running = await atWork([]);
  running.child.kill('SIGKILL');
  await running.gone(2);
});
