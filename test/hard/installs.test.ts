/** The package as those get it who install it, at a place that makes it hard. */
import { execFile } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventsOf } from '../bin.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
/** An ordinary user, for where the tests are run by root, who may write everywhere. */
const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;

const everything = mkdtempSync(join(tmpdir(), 'install-'));
/** Where it is installed: nobody may write here. */
const home = join(everything, 'mit Leerzeichen, größer #1 50%20 日本');
/** Where it is used. */
const work = join(everything, 'work');
const installed = join(home, 'node_modules', 'concurrency-demos');
let node = process.execPath;
let packed: string[];

/** A script like those that users write, in a folder without a package.json. */
const script = `import { Pool, print, Process, runMain, Thread } from 'concurrency-demos';

export function twice(x) {
  return 2 * x;
}

export function work(where) {
  print('hello from', where);
}

export function main() {
  for (const start of [
    new Thread({ target: work, args: ['a thread'] }),
    new Process({ target: work, args: ['a process'] }),
  ]) {
    start.start();
    start.join();
  }
  const pool = new Pool(2);
  print(pool.map(twice, [1, 2, 3]));
  pool.close();
  pool.join();
}

await runMain(main);
`;

/** What package-lock.json says that those get who install the package, and nothing else. */
function dependencies(): string[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean }>;
  };
  return Object.keys(lock.packages).filter((path) => path !== '' && !lock.packages[path]!.dev);
}

beforeAll(async () => {
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', everything], { cwd: root });
  const tarball = join(
    everything,
    readdirSync(everything).find((name) => name.endsWith('.tgz'))!,
  );
  packed = (await run('tar', ['-tzf', tarball])).stdout.trim().split('\n');
  for (const path of dependencies()) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    cpSync(join(root, path), join(home, path), { recursive: true, dereference: true });
  }
  mkdirSync(installed);
  await run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  for (const name of ['user.mjs', 'user.js']) writeFileSync(join(home, name), script);
  const typed = script.replace('(x)', '(x: number)').replace('(where)', '(where: string)');
  writeFileSync(join(home, 'user.ts'), typed);
  await run('chmod', ['-R', 'a-w,a+rX', everything]);
  mkdirSync(work);
  if (!isRoot) return;
  chownSync(work, NOBODY, NOBODY);
  // Node may lie in root's own folder.
  chmodSync(everything, 0o755);
  node = join(everything, 'node');
  copyFileSync(process.execPath, node);
  chmodSync(node, 0o755);
}, 60_000);

afterAll(async () => {
  await run('chmod', ['-R', 'u+w', everything]);
  rmSync(everything, { recursive: true });
});

/** As an ordinary user without a home. */
function start(file: string, words: readonly string[] = []) {
  return execa(node, [file, ...words], {
    reject: false,
    extendEnv: false,
    // Node warns of modules whose folder names no type.
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', NODE_NO_WARNINGS: '1' },
    stdin: 'ignore',
    cwd: work,
    timeout: 30_000,
    ...(isRoot && { uid: NOBODY, gid: NOBODY }),
  });
}

test('nobody can write where it is installed', async () => {
  writeFileSync(
    join(work, 'writes.cjs'),
    `require('fs').writeFileSync(${JSON.stringify(join(installed, 'x'))}, '')`,
  );
  expect((await start('writes.cjs')).stderr).toMatch(/EACCES|EPERM/);
});

test('the tarball carries what runs and what is read, and runs nothing when it is installed', () => {
  const folders = new Set(packed.map((path) => path.split('/').slice(1, 3).join('/')));
  expect([...folders].filter((path) => !/^(bin|demos|docs)\//.test(path)).toSorted()).toEqual([
    'LICENSE',
    'README.md',
    'README.zh-CN.md',
    'dist/bundle',
    'dist/demos',
    'dist/src',
    'package.json',
  ]);
  expect(packed.filter((path) => /dist\/src\/.*(?<!\.d\.ts)$/.test(path))).toEqual([]);
  const { scripts } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$/.test(name))).toEqual([]);
});

const few = ['--workload', 'sleep', '--tasks', '2', '--seconds', '0.02', '--runs', '2'];

test.each([
  ['list', ['list'], /traffic-light/],
  ['traffic-light', ['run', 'traffic-light', '--speed', '20', '--plain'], /green/],
  ['pool', ['run', 'pool', '--speed', '10', '--plain'], /exec done: 109/],
  ['processes', ['run', 'process-vs-thread', '--speed', '20', '--record', 'run.jsonl'], /elapsed/],
  ['replay', ['replay', 'run.jsonl', '--speed', '50', '--svg', 'run.svg'], /process/],
  ['compare', ['compare', ...few, '--models', 'sequential,gevent,threads,pool'], /gevent/],
  ['show', ['show', 'threads'], /export function main/],
  ['new', ['new', 'mine'], /run \.\/mine\.mjs/],
  ['a new demo', ['run', './mine.mjs', '--seconds', '1', '--speed', '10'], /elapsed/],
])('%s works there, for an ordinary user without a home', async (_, words, pattern) => {
  const file = join(installed, 'bin', 'concurrency-demos.cjs');
  const { stdout, stderr, exitCode } = await start(file, words);
  expect([stderr, exitCode]).toEqual(['', 0]);
  expect(stdout).toMatch(pattern);
});

test('what it wrote there is whole', () => {
  const recording = readFileSync(join(work, 'run.jsonl'), 'utf8');
  expect(eventsOf(recording).at(-1)).toMatchObject({ type: 'run-end', status: 'ok' });
  expect(readFileSync(join(work, 'run.svg'), 'utf8')).toMatch(/<\/svg>\s*$/);
});

const { typescript } = process.features as { typescript?: string | false };

// A .js or .ts file whose folder names no type is tried as CommonJS first.
for (const name of ['user.mjs', 'user.js', 'user.ts'])
  test.skipIf(name.endsWith('.ts') && !typescript)(
    `${name} beside it imports it, on the main thread and on all lanes`,
    async () => {
      const { stdout, stderr, exitCode } = await start(join(home, name));
      expect([stderr, exitCode]).toEqual(['', 0]);
      expect(stdout).toBe('hello from a thread\nhello from a process\n[ 2, 4, 6 ]');
    },
  );
