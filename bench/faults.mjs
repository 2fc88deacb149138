/**
 * How soon a program is over when something goes wrong, and how much memory a reader costs that reads
 * nothing. Each end is measured until no process of the program's group is left.
 *
 *   node bench/faults.mjs [ROUNDS]
 */
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const bin = here('../bin/concurrency-demos.cjs');
const family = here('../test/fixtures/hard/family.mjs');
const flood = here('../test/fixtures/hard/flood.mjs');
const rounds = Number(process.argv[2] ?? 10);

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A thread that computes, a pool at work, a child that sleeps and one that heeds no SIGTERM. */
async function familyAtWork() {
  const child = spawn(process.execPath, [bin, 'run', family], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  let text = '';
  child.stdout.on('data', (chunk) => (text += chunk));
  while (!/staying/.test(text) || text.split('sleeping').length < 4) await pause(5);
  return child;
}

function isAnyLeft(group) {
  return execFileSync('ps', ['-A', '-o', 'pgid=,stat='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .some(([id, state]) => id === String(group) && !state.startsWith('Z'));
}

async function secondsToEnd(signals) {
  const child = await familyAtWork();
  const begun = performance.now();
  const exit = new Promise((resolve) =>
    child.once('exit', () => resolve((performance.now() - begun) / 1000)),
  );
  await signals(child.pid);
  const itself = await exit;
  while (isAnyLeft(child.pid)) await pause(10);
  return [itself, (performance.now() - begun) / 1000];
}

const toGroup = (name) => (pid) => process.kill(-pid, name);
const ends = {
  'one Ctrl-C': toGroup('SIGINT'),
  SIGTERM: toGroup('SIGTERM'),
  SIGHUP: toGroup('SIGHUP'),
  'Ctrl-C twice': async (pid) => {
    process.kill(-pid, 'SIGINT');
    await pause(50);
    process.kill(-pid, 'SIGINT');
  },
  SIGKILL: (pid) => process.kill(pid, 'SIGKILL'),
};

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const shown = (values) =>
  `${median(values).toFixed(2)} s, at most ${Math.max(...values).toFixed(2)} s`;

for (const [name, signals] of Object.entries(ends)) {
  const samples = [];
  for (let i = 0; i < rounds; i++) samples.push(await secondsToEnd(signals));
  const [itself, all] = [0, 1].map((i) => shown(samples.map((sample) => sample[i])));
  console.log(`${name}: the program is over after ${itself}; all of its children after ${all}`);
}

const flooding = spawn(process.execPath, [bin, 'run', flood, '--plain'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
await new Promise((resolve) => flooding.stdout.once('data', resolve));
flooding.stdout.pause();
const megabytes = () =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${flooding.pid}/status`, 'utf8'))[1]) / 1024;
await pause(1000);
const before = megabytes();
await pause(5000);
console.log(
  `a reader that reads nothing: ${before.toFixed(0)} MB after a second, ${megabytes().toFixed(0)} MB after six`,
);
flooding.kill('SIGKILL');
