/** Events of this project's. */
import { measure } from 'mitata';
import { Event, runMain, Thread } from '../../dist/bundle/index.js';

const ROUNDS = 20_000;
const WARM_UP = 10_000;

export function answer(ping, pong, rounds) {
  for (let i = 0; i < rounds; i++) {
    ping.wait();
    ping.clear();
    pong.set();
  }
}

export function ask() {
  const [ping, pong] = [new Event(), new Event()];
  const thread = new Thread({ target: answer, args: [ping, pong, WARM_UP + ROUNDS] });
  thread.start();
  let began;
  for (let i = 0; i < WARM_UP + ROUNDS; i++) {
    if (i === WARM_UP) began = process.hrtime.bigint();
    ping.set();
    pong.wait();
    pong.clear();
  }
  const took = Number(process.hrtime.bigint() - began) / 1e9;
  thread.join();
  return took / ROUNDS;
}

/** Seconds of a round trip between two threads. */
export const pingPong = () => runMain(ask, { module: import.meta.url });

/** Seconds of a `set()` and a `clear()` for which nobody waits. */
export async function setClear() {
  const event = new Event();
  const { p50 } = await measure(() => {
    event.set();
    event.clear();
  });
  return p50 / 1e9;
}
