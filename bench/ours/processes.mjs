/** Child processes of this project's, from a plain script. */
import { Process } from '../../dist/bundle/index.js';
import { median } from '../harness/statistics.mjs';
import { nothing } from './bodies.mjs';

const module = new URL('bodies.mjs', import.meta.url).href;

const now = () => Number(process.hrtime.bigint()) / 1e9;

/** Seconds from `start()` to the end of `join()`. */
export async function startJoin() {
  const took = [];
  for (let i = 0; i < 8; i++) {
    const began = now();
    const child = new Process({ module, target: nothing });
    child.start();
    await child.joinAsync();
    took.push(now() - began);
  }
  return median(took);
}

/** Seconds until so many, one after the other, are over. */
export async function oneByOne(count) {
  const began = now();
  for (let i = 0; i < count; i++) {
    const child = new Process({ module, target: nothing });
    child.start();
    await child.joinAsync();
  }
  return now() - began;
}
