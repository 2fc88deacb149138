/** Locks and queues of this project's. */
import { measure } from 'mitata';
import { Lock, Queue, runMain, Thread } from '../../dist/bundle/index.js';

const module = import.meta.url;
const ROUNDS = 10_000;
const WARM_UP = 10_000;

export async function uncontended() {
  const lock = new Lock();
  const { p50 } = await measure(() => {
    lock.acquire();
    lock.release();
  });
  return p50 / 1e9;
}

/** Seconds of an acquire and a release that nobody contends. */
export const lock = () => runMain(uncontended, { module });

export function answer(there, back, rounds) {
  for (let i = 0; i < rounds; i++) back.put(there.get());
}

function pingPong(item) {
  const [there, back] = [new Queue(), new Queue()];
  const thread = new Thread({ target: answer, args: [there, back, WARM_UP + ROUNDS], module });
  thread.start();
  let began;
  for (let i = 0; i < WARM_UP + ROUNDS; i++) {
    if (i === WARM_UP) began = process.hrtime.bigint();
    there.put(item);
    back.get();
  }
  const took = Number(process.hrtime.bigint() - began) / 1e9;
  thread.join();
  return took / ROUNDS;
}

export const pingNumbers = () => pingPong(42);
export const pingObjects = () => pingPong({ id: 42, name: 'MINI', speed: 1.5 });

/** Seconds of a round trip of an item between two threads. */
export const numbers = () => runMain(pingNumbers, { module });
export const objects = () => runMain(pingObjects, { module });
