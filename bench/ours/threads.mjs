/** Threads of this project's, from a plain script. */
import { Thread } from '../../dist/bundle/index.js';
import { rest } from '../harness/rest.mjs';
import { median } from '../harness/statistics.mjs';
import { nothing, stamp, waitForSignal } from './bodies.mjs';

const module = new URL('bodies.mjs', import.meta.url).href;

const now = () => process.hrtime.bigint();

/** Seconds from `start()` to the first line of the body. */
export async function firstLine() {
  const out = new SharedArrayBuffer(8);
  const took = [];
  for (let i = 0; i < 12; i++) {
    const began = now();
    const thread = new Thread({ module, target: stamp, args: [out] });
    thread.start();
    await thread.joinAsync();
    took.push(Number(new BigInt64Array(out)[0] - began) / 1e9);
    await rest();
  }
  return median(took);
}

/** Seconds from `start()` to the end of `join()`. */
export async function startJoin() {
  const took = [];
  for (let i = 0; i < 12; i++) {
    const began = now();
    const thread = new Thread({ module, target: nothing });
    thread.start();
    await thread.joinAsync();
    took.push(Number(now() - began) / 1e9);
  }
  return median(took);
}

/** Seconds until so many, started at once, are over. */
export async function atOnce(count) {
  const began = now();
  const threads = Array.from({ length: count }, () => new Thread({ module, target: nothing }));
  for (const thread of threads) thread.start();
  for (const thread of threads) await thread.joinAsync();
  return Number(now() - began) / 1e9;
}

/** Seconds until so many, one after the other, are over. */
export async function oneByOne(count) {
  const began = now();
  for (let i = 0; i < count; i++) {
    const thread = new Thread({ module, target: nothing });
    thread.start();
    await thread.joinAsync();
  }
  return Number(now() - began) / 1e9;
}

/** Bytes of this process that each of fifty waiting threads takes. */
export async function memoryEach() {
  const count = 50;
  const [ready, word] = [new SharedArrayBuffer(4), new SharedArrayBuffer(4)];
  const before = process.memoryUsage.rss();
  const threads = Array.from(
    { length: count },
    () => new Thread({ module, target: waitForSignal, args: [ready, word] }),
  );
  for (const thread of threads) thread.start();
  while (new Int32Array(ready)[0] < count) await new Promise((resolve) => setTimeout(resolve, 10));
  const each = (process.memoryUsage.rss() - before) / count;
  Atomics.store(new Int32Array(word), 0, 1);
  Atomics.notify(new Int32Array(word), 0);
  for (const thread of threads) await thread.joinAsync();
  return each;
}
