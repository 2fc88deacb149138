import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { bin, eventsOf, fixture as demo, linesOf, only, runJson, seen } from '../bin.js';
import { fixture, onLane } from './on-lane.js';

const blocking = onLane('blocking');
const program = (name: string): string => fileURLToPath(fixture(`programs/${name}`));
const node = (...args: string[]): Promise<{ stdout: string }> =>
  promisify(execFile)(process.execPath, args);

/** Whether the process runs; one that is over and not yet collected does not. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function allGoneWithin(ms: number, pids: readonly number[]): Promise<number[]> {
  const deadline = performance.now() + ms;
  while (pids.some(isAlive) && performance.now() < deadline) await pause(20);
  return pids.filter(isAlive);
}

/** The ids of the processes that run below `pid`. */
async function descendants(pid: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  const pairs = stdout.trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number)); // prettier-ignore
  const below = new Set([pid]);
  for (let size = 0; size < below.size;) {
    size = below.size;
    for (const [child, parent] of pairs) if (below.has(parent!)) below.add(child!);
  }
  below.delete(pid);
  return [...below];
}

describe('when the parent is killed by SIGKILL', () => {
  it('no child or grandchild lives two seconds later, though all are blocked', async () => {
    const running = bin(['run', demo('demos/stubborn-children'), '--json']);
    await seen(running, /grandchild/);
    await pause(500);
    const pids = await descendants(running.pid!);
    expect(pids.length).toBeGreaterThanOrEqual(4);
    running.kill('SIGKILL');
    expect(await allGoneWithin(2000, pids)).toEqual([]);
    await running;
  });

  it('no child is left at whatever moment it happens', async () => {
    for (const ms of [150, 200, 250, 300, 400]) {
      const running = bin(['run', demo('demos/stubborn-children'), '--json']);
      await pause(ms);
      const pids = await descendants(running.pid!);
      running.kill('SIGKILL');
      expect(await allGoneWithin(2000, pids), `killed after ${ms} ms`).toEqual([]);
      await running;
    }
  });
});

describe('when the run is interrupted', () => {
  it('ends children that do not heed SIGTERM, and says that they were killed', async () => {
    const running = bin(['run', demo('demos/stubborn-children'), '--json']);
    await seen(running, /grandchild/);
    await pause(500);
    const pids = await descendants(running.pid!);
    const began = performance.now();
    running.kill('SIGINT');
    const { exitCode, stdout } = await running;
    expect(performance.now() - began).toBeLessThan(1500);
    expect(exitCode).toBe(130);
    expect(await allGoneWithin(1000, pids)).toEqual([]);
    const ends = only(eventsOf(stdout), 'lane-end').filter(({ kind }) => kind === 'process');
    expect(ends.filter(({ how }) => how === 'killed').length).toBeGreaterThanOrEqual(3);
  });
});

describe('a run', () => {
  it('shows how each child ended, and all that it wrote as lines of its lane', async () => {
    const { events, end } = await runJson([demo('demos/children')]);
    expect(linesOf(events, 'speaker').toSorted()).toEqual([
      'as an error',
      'by a program',
      'by console',
      'without a newline',
    ]);
    const how = Object.fromEntries(only(events, 'lane-end').map(({ lane, how }) => [lane, how]));
    expect(how).toEqual({
      speaker: 'returned',
      failing: 'failed',
      killed: 'killed',
      main: 'returned',
    });
    expect(only(events, 'error')).toMatchObject([
      { lane: 'failing', name: 'RangeError', message: 'oh no' },
    ]);
    expect(end).toMatchObject({ status: 'failed', processes: 3 });
    // Each child boots an engine: what they used counts.
    expect(end.peakMemoryBytes).toBeGreaterThan(4 * 30e6);
    expect(end.cpuSeconds).toBeGreaterThan(0.05);
  });

  it('fails by a task that failed and whose result nobody took', async () => {
    const unheard = await bin(['run', demo('demos/children'), '--what', 'unheard', '--json']);
    expect(unheard.exitCode).toBe(1);
    expect(only(eventsOf(unheard.stdout), 'error')).toMatchObject([{ name: 'RangeError' }]);
    const heard = await bin(['run', demo('demos/children'), '--what', 'heard', '--plain']);
    expect(heard).toMatchObject({ exitCode: 0, stdout: 'RangeError: told\nfalse' });
  });

  it('ends a pool at once when main ends, and calls nobody back', async () => {
    const { events, end } = await runJson([demo('demos/children'), '--what', 'neither']);
    expect(linesOf(events)).toEqual(['main ends']);
    expect(end.elapsed).toBeLessThan(2);
  });
});

describe('a plain script', () => {
  it('ends by itself once it has its results, though it never closed its pools', async () => {
    const { stdout } = await node(program('forgetful'));
    expect(stdout.trim().split('\n').toSorted()).toEqual(['9', '9', 'called back', 'called back']);
  });

  it('learns that a task ran out of memory, and has the others done', async () => {
    const { stdout } = await node('--max-old-space-size=50', program('memory'));
    const lines = ['WorkerDiedError', '[ 1, 4, 9 ]', '[ 16, 25 ]'];
    expect(stdout.trim().split('\n')).toEqual([...lines, ...lines]);
  });
});

describe('a lane that blocks', () => {
  it('runs callbacks meanwhile, one at a time, in the order of completion', async () => {
    for (const kind of ['Pool', 'ThreadPool']) {
      const { order, nested, lines } = await blocking('callbacks', kind);
      const stamps = order.map(([, stamp]: number[]) => stamp);
      expect(stamps).toEqual(stamps.toSorted((a: number, b: number) => a - b));
      expect(stamps).toHaveLength(5);
      expect(nested).toBe(false);
      expect(lines).toEqual(['apply 49', 'map 1,4,9', 'starmap 3,7', 'imap 1,4,9', 'timeout']);
    }
  });
});
