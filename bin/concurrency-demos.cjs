#!/usr/bin/env node
const [command, ...words] = process.argv.slice(2);
// The worker of a run takes longest to boot: it does so while the command line is loaded.
if (command === 'run' && !words.includes('--help') && !words.includes('-h')) {
  const { Worker } = require('node:worker_threads');
  const library = require.resolve('../dist/bundle/core.cjs');
  const workerData = { enter: 'enterMain' };
  const worker = new Worker(library, { workerData, stdout: true, stderr: true });
  require('../dist/bundle/cli-commands-run.cjs').openAhead(worker);
}
require('../dist/bundle/cli.cjs');
