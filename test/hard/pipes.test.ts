import { execa } from 'execa';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventsOf } from '../bin.js';
import { fixture, Program, program } from './program.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pipes-'));
});
afterAll(() => rm(folder, { recursive: true }));

const endless = fixture('endless.mjs', 'cli');
const greet = fixture('greet.mjs', 'cli');
const bin = fileURLToPath(new URL('../../bin/concurrency-demos.cjs', import.meta.url));

/** A line for the shell, in which `demos` is the command line; it ends with the status of that. */
function shell(line: string) {
  const env = { PATH: process.env['PATH'], LANG: 'C.UTF-8', NODE: process.execPath, BIN: bin };
  const script = `set -o pipefail; demos() { "$NODE" "$BIN" "$@"; }; ${line}`;
  return execa('bash', ['--norc', '-c', script], {
    reject: false,
    extendEnv: false,
    env,
    timeout: 20_000,
  });
}

describe('a reader that has seen enough ends the program quietly', () => {
  test.each([
    ['run, endless', `run ${endless}`],
    ['run, with children', `run ${fixture('family.mjs')}`],
    ['run --json', `run ${endless} --json`],
    ['run --svg -', `run ${greet} --svg - 2>/dev/null`],
    ['list', 'list'],
    ['list --json', 'list --json'],
    ['help', '--help'],
  ])('%s', async (_, words) => {
    const { exitCode, stdout, stderr } = await shell(`demos ${words} | head -1`);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')).toHaveLength(1);
  });
});

describe('closed streams', () => {
  test.each(['<&-', '2>&-', '>&-', '<&- >&- 2>&-'])('%s changes nothing else', async (closed) => {
    const file = join(folder, 'closed.jsonl');
    const { exitCode, stderr } = await shell(`demos run ${greet} --record ${file} ${closed}`);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(eventsOf(await readFile(file, 'utf8')).at(-1)).toMatchObject({ status: 'ok' });
  });

  test('a wrong use keeps its status when nobody can be told', async () => {
    expect((await shell('demos nope 2>&-')).exitCode).toBe(2);
    expect((await shell('demos nope 2>/dev/full')).exitCode).toBe(2);
  });
});

describe.skipIf(process.platform !== 'linux')('a full disk', () => {
  test.each(['--record', '--trace', '--svg', '--html', '--cast'])(
    'is told after the run for %s',
    async (flag) => {
      const { code, stdout, stderr } = await program(['run', greet, flag, '/dev/full']);
      expect(stderr).toBe("error: cannot write '/dev/full': no space left on device.\n");
      expect(stdout).toMatch(/elapsed/);
      expect(code).toBe(1);
    },
  );

  test.each([`run ${endless}`, `run ${greet} --json`, `run ${greet} --svg -`, 'list', '--help'])(
    'of standard output ends %s with 1',
    async (words) => {
      const { exitCode, stderr } = await shell(`demos ${words} > /dev/full`);
      expect(stderr).toMatch(/error: cannot write to standard output: no space left on device.$/);
      expect(stderr.match(/error:/g)).toHaveLength(1);
      expect(exitCode).toBe(1);
    },
  );
});

test.each(['--record', '--trace', '--svg', '--html', '--cast'])(
  'an unwritable path for %s is refused before anything runs',
  async (flag) => {
    const path = join(folder, 'missing', 'file');
    const { code, stdout, stderr } = await program(['run', endless, flag, path]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      new RegExp(`^error: ${flag} cannot write '.*': no such file or directory\\. [^\\n]*\\n$`),
    );
  },
);

describe('a reader that reads nothing', () => {
  test.skipIf(process.platform !== 'linux').each([['--json'], ['--plain'], ['--no-timeline']])(
    'costs bounded memory, and does not keep Ctrl-C waiting: %s',
    async (flag) => {
      const running = new Program(['run', fixture('flood.mjs'), flag]);
      await running.printed(/\n/);
      running.child.stdout!.pause();
      const residentMegabytes = (): number => {
        const status = readFileSync(`/proc/${running.child.pid}/status`, 'utf8');
        return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024;
      };
      await new Promise((resolve) => setTimeout(resolve, 500));
      const before = residentMegabytes();
      await new Promise((resolve) => setTimeout(resolve, 1000));
      expect(residentMegabytes() - before).toBeLessThan(40);
      running.signal('SIGINT');
      const exit = await new Promise((resolve) => running.child.once('exit', resolve));
      expect(exit).toBe(130);
      running.child.stdout!.resume();
      expect((await running.ended).seconds).toBeLessThan(3);
    },
  );
});
