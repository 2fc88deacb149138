/**
 * How far one program goes: starts as many units as asked, and prints the time and the peak memory.
 *
 *   node bench/limits.mjs threads|gevent|pool|threadpool|print COUNT
 */
import { readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { Event, gevent, Pool, print, Thread, ThreadPool } from '../dist/bundle/index.js';

export function waitFor(event) {
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
  },
  async gevent(count) {
    await gevent.joinall(
      Array.from({ length: count }, () => gevent.spawn(() => gevent.sleep(0.1))),
    );
  },
  pool: (count) => tasks(new Pool(2), count),
  threadpool: (count) => tasks(new ThreadPool(2), count),
};

async function tasks(pool, count) {
  const results = Array.from({ length: count }, (_, i) => pool.applyAsync(double, [i]));
  for (const [i, result] of results.entries())
    if ((await result) !== 2 * i) throw new Error(`Task ${i} gave something else.`);
  pool.close();
  await pool.joinAsync();
}

function peakMegabytes() {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}

if (isMainThread && process.argv[1]?.endsWith('limits.mjs')) {
  const [what, count] = process.argv.slice(2);
  const begun = performance.now();
  await units[what](Number(count));
  const seconds = ((performance.now() - begun) / 1000).toFixed(2);
  print(`${count} ${what}: ${seconds} s, peak memory ${peakMegabytes().toFixed(0)} MB`);
}
