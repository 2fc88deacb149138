/** Runs the command line with the words given, and keeps what V8 compiles of one of its files. */
const { writeFileSync } = require('node:fs');
const { scripts } = require('../dist/bundle/compiled.cjs');

const [name, ...words] = process.argv.slice(2);
process.argv.splice(2, Infinity, ...words);
require('../bin/concurrency-demos.cjs');
process.on('exit', () => {
  // A thread that runs the file keeps it by itself.
  if (scripts.has(name))
    writeFileSync(`dist/bundle/${name}.v8`, scripts.get(name).createCachedData());
});
