import { createRequire } from 'node:module';
import { workerData } from 'node:worker_threads';

const bodies = {
  nothing() {},
  /** Nothing either, but with this project's library, compiled ahead, as all its threads need it. */
  load() {
    createRequire(import.meta.url)('../../dist/bundle/core.cjs');
  },
  stamp({ out }) {
    new BigInt64Array(out)[0] = process.hrtime.bigint();
  },
  wait({ ready, word }) {
    Atomics.add(new Int32Array(ready), 0, 1);
    Atomics.wait(new Int32Array(word), 0, 0);
  },
};

bodies[workerData.body](workerData);
