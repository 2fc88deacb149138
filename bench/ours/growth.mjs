/** Each primitive used so many times: seconds, without the loading of the program. */
import { Event, gevent, greenlet, Lock, Queue } from '../../dist/bundle/index.js';

const now = () => Number(process.hrtime.bigint()) / 1e9;

/** The second of two goes, since the first compiles. */
function timed(use) {
  return (count) => {
    use(Number(count));
    const began = now();
    use(Number(count));
    return now() - began;
  };
}

export const locks = timed((count) => {
  const lock = new Lock();
  for (let i = 0; i < count; i++) {
    lock.acquire(false);
    lock.release();
  }
});

export const events = timed((count) => {
  const event = new Event();
  for (let i = 0; i < count; i++) {
    event.set();
    event.clear();
  }
});

export const queues = timed((count) => {
  const queue = new Queue();
  for (let i = 0; i < count; i++) queue.putNowait(i);
  for (let i = 0; i < count; i++) queue.getNowait();
});

/** A chain of greenlets, each of which switches to the next. */
export const switches = timed((count) => {
  let next = null;
  for (let i = 0; i < count; i++) {
    const to = next;
    next = greenlet(function* () {
      if (to !== null) yield to.switch();
    });
  }
  next.switch();
});

const nothing = async () => {};

export async function spawned(count) {
  const once = async () => {
    const began = now();
    await gevent.joinall(Array.from({ length: Number(count) }, () => gevent.spawn(nothing)));
    return now() - began;
  };
  await once();
  return once();
}
