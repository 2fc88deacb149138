/**
 * How far one program goes: starts as many units as asked, and prints the time and the peak memory, that of
 * its child processes included.
 *
 *   node bench/limits.mjs threads|processes|gevent|pool|threadpool COUNT
 */
import { readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import {
  Event,
  gevent,
  multiprocessing,
  Pool,
  print,
  Process,
  Thread,
  ThreadPool,
} from '../dist/bundle/index.js';

export function waitFor(event) {
  event.wait();
}

export function arriveAndWait(queue, event) {
  queue.put('here');
  event.wait();
}

export function double(x) {
  return 2 * x;
}

const units = {
  /** All alive at once, then all released by one event. */
  async threads(count) {
    const event = new Event();
    const threads = Array.from(
      { length: count },
      () => new Thread({ target: waitFor, args: [event] }),
    );
    for (const t of threads) t.start();
    event.set();
    for (const t of threads) await t.joinAsync();
    return peakMegabytes();
  },
  /** The same with child processes. */
  async processes(count) {
    const event = new multiprocessing.Event();
    const queue = new multiprocessing.Queue();
    const processes = Array.from(
      { length: count },
      () => new Process({ target: arriveAndWait, args: [queue, event] }),
    );
    for (const p of processes) p.start();
    for (let i = 0; i < count; i++) await queue.getAsync();
    const megabytes = peakMegabytes();
    event.set();
    for (const p of processes) await p.joinAsync();
    return megabytes;
  },
  async gevent(count) {
    await gevent.joinall(
      Array.from({ length: count }, () => gevent.spawn(() => gevent.sleep(0.1))),
    );
    return peakMegabytes();
  },
  pool: (count) => tasks(new Pool(2), count),
  threadpool: (count) => tasks(new ThreadPool(2), count),
};

async function tasks(pool, count) {
  const results = Array.from({ length: count }, (_, i) => pool.applyAsync(double, [i]));
  for (const [i, result] of results.entries())
    if ((await result) !== 2 * i) throw new Error(`Task ${i} gave something else.`);
  const megabytes = peakMegabytes();
  pool.close();
  await pool.joinAsync();
  return megabytes;
}

/** The peak of this process and of each of its children that is alive; without Linux, of this one alone. */
function peakMegabytes() {
  try {
    const children = readFileSync('/proc/self/task/' + process.pid + '/children', 'utf8');
    return ['self', ...children.trim().split(' ')].reduce((sum, pid) => sum + peakOf(pid), 0);
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}

function peakOf(pid) {
  if (pid === '') return 0;
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
}

if (isMainThread && process.argv[1]?.endsWith('limits.mjs')) {
  const [what, count] = process.argv.slice(2);
  const begun = performance.now();
  const megabytes = await units[what](Number(count));
  const seconds = ((performance.now() - begun) / 1000).toFixed(2);
  print(`${count} ${what}: ${seconds} s, peak memory ${megabytes.toFixed(0)} MB`);
}
