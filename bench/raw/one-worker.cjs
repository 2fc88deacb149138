/** A program that starts one thread, which loads this project's library, compiled ahead. */
const { Worker } = require('node:worker_threads');

new Worker(require.resolve('../../dist/bundle/core.cjs')).once('error', (error) => {
  throw error;
});
