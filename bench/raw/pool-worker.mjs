import { parentPort } from 'node:worker_threads';

const identity = (value) => value;

if (parentPort === null) process.on('message', (batch) => process.send(batch.map(identity)));
else parentPort.on('message', (batch) => parentPort.postMessage(batch.map(identity)));
