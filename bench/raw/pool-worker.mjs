import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parentPort, Worker } from 'node:worker_threads';

if (process.argv[2] === 'watched') {
  const library = ['core', 'processes'].map((file) =>
    fileURLToPath(new URL(`../../dist/bundle/${file}.cjs`, import.meta.url)),
  );
  const watch = 'require("node:worker_threads").parentPort.on("message", () => {})';
  const code = [...library.map((file) => `require(${JSON.stringify(file)})`), watch].join(';');
  new Worker(code, { eval: true }).unref();
  library.forEach(createRequire(import.meta.url));
}

const identity = (value) => value;

if (parentPort === null) process.on('message', (batch) => process.send(batch.map(identity)));
else parentPort.on('message', (batch) => parentPort.postMessage(batch.map(identity)));
