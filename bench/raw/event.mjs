/** Two threads that wake each other by `Atomics.wait` and `notify`, and nothing else. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const ROUNDS = 20_000;
const WARM_UP = 2_000;

function passOn(words, mine, theirs, seen) {
  Atomics.wait(words, mine, seen);
  Atomics.add(words, theirs, 1);
  Atomics.notify(words, theirs);
}

export function pingPong() {
  const words = new Int32Array(new SharedArrayBuffer(8));
  for (const mine of [0, 1]) {
    const worker = new Worker(new URL(import.meta.url), { workerData: { words, mine } });
    if (mine === 1) return new Promise((resolve) => worker.once('message', resolve));
  }
}

if (!isMainThread && workerData?.words !== undefined) {
  const { words, mine } = workerData;
  let began;
  if (mine === 1) Atomics.add(words, 0, 1);
  if (mine === 1) Atomics.notify(words, 0);
  for (let i = 0; i < WARM_UP + ROUNDS; i++) {
    if (i === WARM_UP) began = process.hrtime.bigint();
    passOn(words, mine, 1 - mine, i);
  }
  if (mine === 1) parentPort.postMessage(Number(process.hrtime.bigint() - began) / 1e9 / ROUNDS);
}
