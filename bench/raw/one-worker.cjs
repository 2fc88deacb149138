/** A program that starts one thread, which loads this project's library, compiled ahead. */
const { isMainThread, Worker } = require('node:worker_threads');

if (isMainThread)
  new Worker(__filename).once('error', (error) => {
    throw error;
  });
else require('../../dist/bundle/core.cjs');
