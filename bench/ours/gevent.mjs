/** Greenlets of this project's gevent. */
import { gevent } from '../../dist/bundle/index.js';

const now = () => Number(process.hrtime.bigint()) / 1e9;
const nothing = async () => {};

/** Seconds until so many are spawned and joined. */
export async function spawnJoin(count) {
  const once = async () => {
    const began = now();
    await gevent.joinall(Array.from({ length: count }, () => gevent.spawn(nothing)));
    return now() - began;
  };
  await once();
  return once();
}

/** Seconds of a spawn and a join, each. */
export const spawnJoinEach = async (count) => (await spawnJoin(Number(count))) / count;

/** Seconds of a `sleep(0)`. */
export async function sleepZero() {
  const count = 200_000;
  const once = async () => {
    const began = now();
    for (let i = 0; i < count; i++) await gevent.sleep(0);
    return (now() - began) / count;
  };
  await once();
  return once();
}

/** How many times longer than 0.1 s so many take that sleep so long; the last of several times. */
export async function sleeping(count, times = 1) {
  let began;
  for (let time = 0; time < times; time++) {
    began = now();
    await gevent.joinall(
      Array.from({ length: Number(count) }, () => gevent.spawn(() => gevent.sleep(0.1))),
    );
  }
  return (now() - began) / 0.1;
}
