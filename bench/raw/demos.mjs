/**
 * The demos as bare programs: worker threads, `Atomics.wait` to sleep, `console.log` to print. Each
 * returns the seconds that it took above its ideal, without the start of Node.
 */
import { isMainThread, Worker, workerData } from 'node:worker_threads';

const never = new Int32Array(new SharedArrayBuffer(4));
const sleep = (seconds, speed) => Atomics.wait(never, 0, 0, (seconds * 1000) / speed);
const spawn = (body, ...args) =>
  new Promise((resolve) =>
    new Worker(new URL(import.meta.url), { workerData: { body, args } }).once('exit', resolve),
  );

const bodies = {
  count(name, seconds, speed) {
    console.log(`task:${name}`);
    for (let left = seconds; left > 0; left--) {
      sleep(1, speed);
      console.log(`${left - 1}s`);
    }
  },
  light(word, over, cycles, speed) {
    const set = (value) => {
      Atomics.store(word, 0, value);
      if (value === 1) Atomics.notify(word, 0);
    };
    set(1);
    let count = 0;
    for (let cycle = 1; ;) {
      if (count > 5 && count <= 10) {
        set(0);
        console.log('the light is red');
      } else if (count > 10) {
        if (cycle++ === cycles) Atomics.store(over, 0, 1);
        set(1);
        if (Atomics.load(over, 0) === 1) return;
        count = 0;
      } else console.log('the light is green');
      sleep(1, speed);
      count++;
    }
  },
  car(name, word, over, speed) {
    while (Atomics.load(over, 0) === 0) {
      if (Atomics.load(word, 0) === 1) {
        console.log(`['${name}'] drives on...`);
        sleep(1, speed);
      } else {
        console.log(`['${name}'] sees red, waits...`);
        Atomics.wait(word, 0, 0);
        console.log(`['${name}'] green, off it goes...`);
      }
    }
  },
};

async function timed(ideal, speed, main) {
  const began = process.hrtime.bigint();
  await main(Number(speed));
  return Number(process.hrtime.bigint() - began) / 1e9 - ideal / speed;
}

export const threads = (speed) =>
  timed(4, speed, (n) => Promise.all(['t1', 't2'].map((name) => spawn('count', name, 4, n))));

export const timing = (speed) =>
  timed(3, speed, (n) => Promise.all([0, 1, 2].map((at) => spawn('count', `t-${at}`, 3, n))));

export const activeCount = (speed) =>
  timed(6.5, speed, async (n) => {
    await Promise.all([0, 1, 2].map((at) => spawn('count', `t-${at}`, 1, n)));
    sleep(5.5, n);
    console.log(1);
  });

export const trafficLight = (speed) =>
  timed(22, speed, async (n) => {
    const [word, over] = [0, 0].map(() => new Int32Array(new SharedArrayBuffer(4)));
    const light = spawn('light', word, over, 2, n);
    await Atomics.waitAsync(word, 0, 0).value;
    await Promise.all([light, spawn('car', 'MINI', word, over, n)]);
  });

export const greenlets = (speed) =>
  timed(0, speed, () => {
    function* t1() {
      console.log('t1');
      yield gr2;
      console.log('t1.gr2.switch()');
      yield gr2;
    }
    function* t2() {
      console.log('t2');
      yield gr1;
      console.log('t2.gr1.switch()');
    }
    const [gr1, gr2] = [t1(), t2()];
    for (let step = gr1.next(); !step.done;) step = step.value.next();
  });

if (!isMainThread && workerData?.body !== undefined) bodies[workerData.body](...workerData.args);
