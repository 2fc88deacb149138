import { workerData } from 'node:worker_threads';

const bodies = {
  nothing() {},
  stamp({ out }) {
    new BigInt64Array(out)[0] = process.hrtime.bigint();
  },
  wait({ ready, word }) {
    Atomics.add(new Int32Array(ready), 0, 1);
    Atomics.wait(new Int32Array(word), 0, 0);
  },
};

bodies[workerData.body](workerData);
