import { createRequire } from 'node:module';
import { parentPort, Worker, workerData } from 'node:worker_threads';

if (process.argv[2] === 'watched')
  new Worker('require("node:worker_threads").parentPort.on("message", () => {})', {
    eval: true,
  }).unref();

if (workerData === 'load') createRequire(import.meta.url)('../../dist/bundle/core.cjs');

const identity = (value) => value;

if (parentPort === null) process.on('message', (batch) => process.send(batch.map(identity)));
else parentPort.on('message', (batch) => parentPort.postMessage(batch.map(identity)));
