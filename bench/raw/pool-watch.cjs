/** What a watched worker of a pool loads, in both of its threads; the second one can be asked something. */
require('../../dist/bundle/core.cjs');
require('../../dist/bundle/processes.cjs');
require('node:worker_threads').parentPort?.on('message', () => {});
