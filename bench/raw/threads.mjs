/** Worker threads as Node has them. */
import { Worker } from 'node:worker_threads';
import { rest } from '../harness/rest.mjs';
import { median } from '../harness/statistics.mjs';

const now = () => process.hrtime.bigint();
const bodies = new URL('thread-bodies.mjs', import.meta.url);
const start = (workerData) => new Worker(bodies, { workerData });
const over = (worker) => new Promise((resolve) => worker.once('exit', resolve));

export async function firstLine() {
  const out = new SharedArrayBuffer(8);
  const took = [];
  for (let i = 0; i < 12; i++) {
    const began = now();
    await over(start({ body: 'stamp', out }));
    took.push(Number(new BigInt64Array(out)[0] - began) / 1e9);
    await rest();
  }
  return median(took);
}

export async function startJoin() {
  const took = [];
  for (let i = 0; i < 12; i++) {
    const began = now();
    await over(start({ body: 'nothing' }));
    took.push(Number(now() - began) / 1e9);
  }
  return median(took);
}

export async function atOnce(count) {
  const began = now();
  await Promise.all(Array.from({ length: count }, () => over(start({ body: 'nothing' }))));
  return Number(now() - began) / 1e9;
}

export async function memoryEach() {
  const count = 50;
  const [ready, word] = [new SharedArrayBuffer(4), new SharedArrayBuffer(4)];
  const before = process.memoryUsage.rss();
  const workers = Array.from({ length: count }, () => start({ body: 'wait', ready, word }));
  while (new Int32Array(ready)[0] < count) await new Promise((resolve) => setTimeout(resolve, 10));
  const each = (process.memoryUsage.rss() - before) / count;
  Atomics.store(new Int32Array(word), 0, 1);
  Atomics.notify(new Int32Array(word), 0);
  await Promise.all(workers.map(over));
  return each;
}
