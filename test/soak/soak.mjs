/**
 * Runs a mixture of everything again and again while lanes are killed, delayed and starved at random
 * events, and looks whether the program keeps its word:
 *
 * - every task is accounted for exactly once,
 * - every thread and process that began has ended once, and no process is left,
 * - the exit status is the one that the recording tells.
 *
 *     npm run soak                        for three minutes
 *     npm run soak -- --minutes 30
 *     npm run soak -- --seed 7 --rounds 1
 *
 * A round's faults follow from its seed, as far as the machine gives threads their turns alike.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const bin = here('../../bin/concurrency-demos.cjs');
const faults = here('../fixtures/hard/faults.cjs');
const mixture = here('mixture.mjs');

/** A round that takes longer hangs: without faults it takes a second. */
const MOST_SECONDS = 60;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '3' },
    rounds: { type: 'string', default: 'Infinity' },
    seed: { type: 'string', default: String(Date.now() % 1e6) },
  },
});
const [minutes, rounds, firstSeed] = [values.minutes, values.rounds, values.seed].map(Number);
if (![minutes, rounds, firstSeed].every((n) => n >= 0)) {
  console.error('error: --minutes, --rounds and --seed take numbers from 0 up');
  process.exit(2);
}

const KINDS = [
  { do: 'kill', odds: 0.002 },
  { do: 'kill', type: 'task-start', odds: 0.02 },
  { do: 'kill', type: 'clear', odds: 0.02 }, // somebody has just taken a lock
  { do: 'kill', type: 'lane-start', odds: 0.05 },
  { do: 'kill', type: 'lane-end', odds: 0.2 },
  { do: 'delay', ms: 50, odds: 0.02 },
  { do: 'starve', ms: 50, odds: 0.02 },
  { do: 'any', ms: 20, odds: 0.005 },
];

/** Processes of the group that are alive. */
function left(group) {
  const all = execFileSync('ps', ['-A', '-o', 'pgid=,stat=,pid=,args='], { encoding: 'utf8' });
  return all.split('\n').filter((line) => {
    const [pgid, stat] = line.trim().split(/\s+/);
    return Number(pgid) === group && !stat.startsWith('Z');
  });
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function runOnce(fault, recording) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [bin, 'run', mixture, '--plain', '--record', recording], {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: `--require=${faults}`, FAULT: JSON.stringify(fault) },
    });
    let stderr = '';
    child.stderr.on('data', (bytes) => (stderr += bytes));
    let hangs = false;
    const watch = setTimeout(() => {
      hangs = true;
      process.kill(-(child.pid ?? 0), 'SIGKILL');
    }, MOST_SECONDS * 1000);
    child.on('close', (code, signal) => {
      clearTimeout(watch);
      resolve({ group: child.pid, code, signal, hangs, stderr });
    });
  });
}

/** All that is wrong with a run; empty if it kept every promise. */
function broken({ code, signal, hangs, stderr }, events) {
  const wrong = [];
  if (hangs) return [`it hangs: not over after ${MOST_SECONDS} s`];
  if (signal !== null) wrong.push(`it was ended by ${signal}`);
  if (/^ {4}at /m.test(stderr)) wrong.push('it printed a stack trace');
  const end = events.at(-1);
  if (end?.type !== 'run-end') return [...wrong, 'its recording has no end'];
  if (code !== (end.status === 'ok' ? 0 : 1)) wrong.push(`status ${end.status}, exit ${code}`);

  const ends = new Map();
  for (const { type, lane, kind } of events) {
    if (type === 'lane-start' && kind !== 'greenlet') ends.set(lane, 0);
    if (type === 'lane-end' && ends.has(lane)) ends.set(lane, ends.get(lane) + 1);
  }
  for (const [lane, count] of ends) if (count !== 1) wrong.push(`${lane} ended ${count} times`);

  const main = events.find(({ type, kind }) => type === 'lane-end' && kind === 'main');
  const said = events.filter(({ type, text }) => type === 'print' && /^accounted/.test(text));
  for (const { lane, text } of said) {
    const [some, all] = text.match(/\d+/g).map(Number);
    if (some !== all) wrong.push(`${lane} ${text}`);
  }
  if (main?.how === 'returned' && !said.some(({ lane }) => lane === main.lane))
    wrong.push('main returned without its account');
  return wrong;
}

const folder = mkdtempSync(join(tmpdir(), 'soak-'));
const until = performance.now() + minutes * 60_000;
let failed = 0;
let round = 0;
let killed = 0;
console.log(`seed ${firstSeed}`);
for (; round < rounds && performance.now() < until; round++) {
  const seed = firstSeed + round;
  const fault = { ...KINDS[seed % KINDS.length], seed };
  const recording = join(folder, `run-${seed}.jsonl`);
  const run = await runOnce(fault, recording);
  const lines = existsSync(recording) ? readFileSync(recording, 'utf8').trim().split('\n') : [];
  const events = lines.map((line) => JSON.parse(line));
  killed += events.filter(({ how }) => how === 'killed').length;
  const wrong = broken(run, events);
  for (let tries = 0; left(run.group).length > 0; tries++) {
    if (tries === 20) {
      wrong.push(`left running: ${left(run.group).join('; ')}`);
      process.kill(-run.group, 'SIGKILL');
      break;
    }
    await pause(100);
  }
  if (wrong.length === 0) {
    rmSync(recording, { force: true });
    continue;
  }
  failed++;
  console.log(
    `seed ${seed}: ${JSON.stringify(fault)}, recorded in ${recording}\n  ${wrong.join('\n  ')}`,
  );
  if (run.stderr) console.log(run.stderr.trimEnd().replace(/^/gm, '  | '));
}
if (failed === 0) rmSync(folder, { recursive: true, force: true });
console.log(`${round} rounds, ${killed} lanes killed, ${failed} rounds broke a promise`);
process.exitCode = failed > 0 ? 1 : 0;
