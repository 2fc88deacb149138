/** A child by `fork`, whose module exports a function that it then calls. */
import { fork } from 'node:child_process';
import { median } from '../harness/statistics.mjs';

const file = new URL('process-body.mjs', import.meta.url);
const now = () => Number(process.hrtime.bigint()) / 1e9;

export async function startJoin() {
  const took = [];
  for (let i = 0; i < 8; i++) {
    const began = now();
    await new Promise((resolve) => fork(file).once('exit', resolve));
    took.push(now() - began);
  }
  return median(took);
}
