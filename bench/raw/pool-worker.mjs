import { createRequire } from 'node:module';
import { parentPort, Worker } from 'node:worker_threads';

const MOST_TASKS = 512;
const identity = (value) => value;

/** What runs a batch where another thread can see how far it is, and take back what is not begun. */
function watched() {
  const begun = new Int32Array(new SharedArrayBuffer(4));
  const results = new Float64Array(new SharedArrayBuffer(8 * MOST_TASKS));
  const workerData = { begun, results };
  new Worker(new URL('pool-watch.cjs', import.meta.url), { workerData }).unref();
  createRequire(import.meta.url)('./pool-watch.cjs');
  return (batch) => {
    const done = [];
    Atomics.store(begun, 0, 0);
    for (const value of batch) {
      const count = done.length;
      if (Atomics.compareExchange(begun, 0, count, count + 1) !== count) break;
      results[count] = identity(value);
      done.push(results[count]);
    }
    return done;
  };
}

const run = process.argv[2] === 'watched' ? watched() : (batch) => batch.map(identity);

if (parentPort === null) process.on('message', (batch) => process.send(run(batch)));
else parentPort.on('message', (batch) => parentPort.postMessage(run(batch)));
