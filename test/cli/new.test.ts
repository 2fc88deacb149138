import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bin } from '../bin.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'new-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('new writes a demo that runs at once, with an option of its own and in both languages', async () => {
  const { stdout, stderr, exitCode } = await bin(['new', 'two-cars'], { cwd: folder });
  expect([stderr, exitCode]).toEqual(['', 0]);
  expect(stdout).toContain('concurrency-demos run ./two-cars.mjs');
  const ran = await bin(['run', './two-cars.mjs', '--plain', '--seconds', '1', '--speed', '5'], {
    cwd: folder,
  });
  expect([ran.stderr, ran.exitCode]).toEqual(['', 0]);
  const lines = ran.stdout.split('\n');
  expect(lines.slice(0, 2).sort()).toEqual(['hare is ready', 'tortoise is ready']);
  expect(lines.slice(2)).toEqual(['hare is there', 'tortoise is there']);
  const chinese = await bin(['run', './two-cars.mjs', '--speed', '5', '--lang', 'zh'], {
    cwd: folder,
  });
  expect(chinese.stdout).toMatch(/两名选手等待发令枪/);
  expect(chinese.stdout).toMatch(/hare +│ hare 到了/);
});

test.each([
  ['Two Cars', 'expected a name of lower-case letters'],
  ['../cars', 'expected a name of lower-case letters'],
  ['', 'expected a name of lower-case letters'],
  ['threads', "there is a demo 'threads' already"],
  ['taken', "there is a file 'taken.mjs' already"],
])('new refuses the name %j and changes nothing', async (name, sentence) => {
  writeFileSync(join(folder, 'taken.mjs'), 'precious');
  const { stdout, stderr, exitCode } = await bin(['new', name], { cwd: folder });
  expect(stderr).toContain(sentence);
  expect([stdout, exitCode]).toEqual(['', 2]);
  expect(readFileSync(join(folder, 'taken.mjs'), 'utf8')).toBe('precious');
});
