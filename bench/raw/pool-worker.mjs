import { createRequire } from 'node:module';
import { parentPort, Worker } from 'node:worker_threads';

if (process.argv[2] === 'watched') {
  new Worker(new URL('pool-watch.cjs', import.meta.url)).unref();
  createRequire(import.meta.url)('./pool-watch.cjs');
}

const identity = (value) => value;

if (parentPort === null) process.on('message', (batch) => process.send(batch.map(identity)));
else parentPort.on('message', (batch) => parentPort.postMessage(batch.map(identity)));
