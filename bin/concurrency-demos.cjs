#!/usr/bin/env node
const [command, ...words] = process.argv.slice(2);
// The worker of a run takes longest to boot: it does so while the command line is loaded.
if (command === 'run' && !words.includes('--help') && !words.includes('-h'))
  require('../dist/bundle/cli-commands-run.cjs').openAhead();
require('../dist/bundle/cli.cjs');
