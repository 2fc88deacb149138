/** Whole programs on the built package: what needs threads, and what only the end of a process shows. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

function run(fixture: string): Promise<{ stdout: string; stderr: string }> {
  const file = fileURLToPath(new URL(`../fixtures/${fixture}.mjs`, import.meta.url));
  return promisify(execFile)(process.execPath, [file], { timeout: 20_000 });
}

test('unpatched, each request blocks the thread: they come one after the other', async () => {
  const { stdout } = await run('unpatched-get');
  expect(stdout.trim().split('\n')).toEqual([
    'GET a',
    '1 open at /a slow',
    'GET b',
    '1 open at /b slow',
    'GET c',
    '1 open at /c slow',
    'another greenlet',
    'returned',
    '1000000 true',
    'UnknownHostError true',
    'FetchTimeoutError true',
    'BodyTooLargeError true',
  ]);
});

test('a wait of the main program that nothing can end raises LoopExit there', async () => {
  expect((await run('loop-exit')).stdout).toBe('LoopExit false\nLoopExit false\n');
});

test('on the main thread an unpatched request is refused; a failure goes to standard error', async () => {
  const { stdout, stderr } = await run('plain-script');
  const [refusal, after] = stdout.trim().split('\n');
  expect(refusal).toMatch(
    /^BlockingOnMainThreadError gevent\.get\(\).+patchAll\(\).+runMain\(main\)\.$/,
  );
  expect(after).toBe('goes on');
  expect(stderr).toContain('RangeError: mine');
  expect(stderr).toContain('<Greenlet failing> failed with RangeError');
});

test('a program lives until those who wait have had their time, and not for time-outs that were ended', async () => {
  expect((await run('time-outs')).stdout.trim().split('\n')).toEqual([
    'hello', // in time
    'slept', // as long as a time-out that had been closed
    'Timed out after 0.2 seconds', // not after 30 days, which began before
    'over',
  ]);
});
