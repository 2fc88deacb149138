/** Async functions and timers as Node has them. */
import { setImmediate, setTimeout } from 'node:timers/promises';

const now = () => Number(process.hrtime.bigint()) / 1e9;
const nothing = async () => {};

export async function spawnJoinEach(count) {
  const once = async () => {
    const began = now();
    await Promise.all(Array.from({ length: Number(count) }, () => nothing()));
    return (now() - began) / count;
  };
  await once();
  return once();
}

export async function sleepZero() {
  const count = 200_000;
  const began = now();
  for (let i = 0; i < count; i++) await setImmediate();
  return (now() - began) / count;
}

export async function sleeping(count, times = 1) {
  let began;
  for (let time = 0; time < times; time++) {
    began = now();
    await Promise.all(Array.from({ length: Number(count) }, () => setTimeout(100)));
  }
  return (now() - began) / 0.1;
}

/** The same with what a greenlet promises: each begins in a turn of the event loop of its own. */
export async function sleepingInTurns(count) {
  const body = async () => {
    await setImmediate();
    await setTimeout(100);
  };
  const began = now();
  await Promise.all(Array.from({ length: Number(count) }, body));
  return (now() - began) / 0.1;
}
