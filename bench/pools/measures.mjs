/**
 * What is measured of every pool, whoever made it: a pool is a module that exports, by the kind of its
 * workers, how to open one of two workers. What is opened has `run(value)`, which resolves to the same
 * value after it has been to a worker and back, and `close()`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { median } from '../harness/statistics.mjs';

const now = () => Number(process.hrtime.bigint()) / 1e9;

async function opened(module, kind, use) {
  const open = (await import(new URL(`../${module}`, import.meta.url)))[kind];
  const pool = await open();
  await Promise.all(Array.from({ length: 200 }, (_, i) => pool.run(i)));
  const figure = await use(pool);
  await pool.close();
  return figure;
}

async function runMany(pool, count) {
  const results = await Promise.all(Array.from({ length: count }, (_, i) => pool.run(i)));
  if (results.some((result, i) => result !== i)) throw new Error('a wrong result');
}

/** Tasks a second when all are handed in at once; the better of two goes, since the first warms up. */
export const throughput = (module, kind, count) =>
  opened(module, kind, async (pool) => {
    const rates = [];
    for (let go = 0; go < 2; go++) {
      const began = now();
      await runMany(pool, Number(count));
      rates.push(count / (now() - began));
    }
    return Math.max(...rates);
  });

/** Seconds until so many tasks, handed in at once, are done. */
export const time = (module, kind, count) =>
  opened(module, kind, async (pool) => {
    const began = now();
    await runMany(pool, Number(count));
    return now() - began;
  });

/**
 * Seconds of one task's way there and back, while the pool does nothing else. Whether the kernel keeps a
 * worker on the core of who woke it or wakes it on one that sleeps makes a factor of three, for a tenth of a
 * second at a time and for anybody's pool: so it is the median of all within two seconds, not the best.
 */
export const roundTrip = (module, kind) =>
  opened(module, kind, async (pool) => {
    const took = [];
    for (const end = now() + 2; now() < end;) {
      const began = now();
      await pool.run(took.length);
      took.push(now() - began);
    }
    return median(took);
  });

/** Seconds of a megabyte's way there and back. */
export const megabyte = (module, kind) =>
  opened(module, kind, async (pool) => {
    const bytes = new Uint8Array(1 << 20).fill(7);
    const took = [];
    for (let i = 0; i < 60; i++) {
      const began = now();
      const back = await pool.run(bytes);
      took.push(now() - began);
      if (back.length !== bytes.length || back.at(-1) !== 7)
        throw new Error('other bytes came back');
    }
    return median(took.slice(10));
  });

/** The most bytes that this process and its children have used, after so many tasks. */
export const memory = (module, kind, count) =>
  opened(module, kind, async (pool) => {
    await runMany(pool, Number(count));
    return peakOf(process.pid);
  });

function peakOf(pid) {
  const field = (name, text) => new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0;
  let bytes = 0;
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    let status;
    try {
      status = readFileSync(`/proc/${entry}/status`, 'utf8');
    } catch {
      continue; // it has ended in between
    }
    if (Number(entry) === pid) bytes += field('VmHWM', status) * 1024;
    else if (Number(field('PPid', status)) === pid) bytes += peakOf(Number(entry));
  }
  return bytes;
}

/** Numbers a second through one `map` of so many; the best of three goes. */
export const mapping = (module, kind, count) =>
  opened(module, kind, async (pool) => {
    const values = Array.from({ length: Number(count) }, (_, i) => i);
    const rates = [];
    for (let go = 0; go < 10; go++) {
      const began = now();
      const results = await pool.map(values);
      rates.push(count / (now() - began));
      if (results.length !== values.length || results.at(-1) !== values.at(-1))
        throw new Error('a wrong result');
    }
    return median(rates.slice(3));
  });
