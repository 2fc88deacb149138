import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bin, fixture, seen } from '../bin.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signals-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe.each([
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s', (signal, status) => {
  test('ends an endless demo in order, with a partial summary and a valid recording', async () => {
    const file = join(folder, `${signal}.jsonl`);
    const running = bin(['run', fixture('cli/endless'), '--record', file]);
    await seen(running, /round 2/);
    running.kill(signal);
    const { stdout, stderr, exitCode } = await running;
    expect(stdout).toMatch(/interrupted after /);
    expect([stderr, exitCode]).toEqual(['', status]);
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    expect(JSON.parse(lines.at(-1)!)).toMatchObject({ type: 'run-end', status: 'interrupted' });
  });
});

test('Ctrl-C ends a lane that computes for ever', async () => {
  const running = bin(['run', fixture('cli/spins'), '--plain']);
  await seen(running, /spinning/);
  const begun = performance.now();
  running.kill('SIGINT');
  const { stderr, exitCode } = await running;
  expect([stderr, exitCode]).toEqual(['', 130]);
  expect(performance.now() - begun).toBeLessThan(3000);
});

test('Ctrl-C ends all of several demos', async () => {
  const running = bin(['run', fixture('cli/endless'), fixture('cli/endless')]);
  await seen(running, /round 2/);
  running.kill('SIGINT');
  const { stdout, exitCode } = await running;
  expect(stdout.match(/round 0/g)).toHaveLength(1);
  expect(exitCode).toBe(130);
});

test('Ctrl-C ends --repeat with the orders seen so far', async () => {
  const running = bin(['run', fixture('cli/greet'), '--repeat', '1000000']);
  // Long enough for some runs; nothing is printed until the end.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  running.kill('SIGINT');
  const { stdout, exitCode } = await running;
  expect(stdout).toMatch(/greet {3}\d+ runs?, 1 different order/);
  expect(exitCode).toBe(130);
});

test('a reader who has seen enough ends the run quietly with status 0', async () => {
  const running = bin(['run', fixture('cli/endless'), '--plain']);
  await seen(running, /round 0/);
  running.stdout.destroy();
  const { stderr, exitCode } = await running;
  expect([stderr, exitCode]).toEqual(['', 0]);
});

test('a standard error that is closed changes nothing', async () => {
  const running = bin(['run', fixture('cli/greet'), '--plain', '--speed', '30']);
  running.stderr.destroy();
  const { stdout, exitCode } = await running;
  expect(stdout).toMatch(/^\{"times":2/);
  expect(exitCode).toBe(0);
});
