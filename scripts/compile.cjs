/** Runs the built command line with the words given, and keeps what V8 compiled for them. */
const { writeFileSync } = require('node:fs');
const { run } = require('../dist/bundle/compiled.cjs');

const script = run();
process.on('exit', () => writeFileSync('dist/bundle/cli.v8', script.createCachedData()));
