/** Runs the command line with the words given, and keeps what V8 compiles of one of its files. */
const { writeFileSync } = require('node:fs');

const [name, ...words] = process.argv.slice(2);
const file = require.resolve(`../dist/bundle/${name}.cjs`);
process.argv.splice(2, Infinity, ...words);
require('../bin/concurrency-demos.cjs');
process.on('exit', () => {
  // A thread that runs the file keeps it by itself.
  const loaded = require.cache[file];
  if (loaded) writeFileSync(`dist/bundle/${name}.v8`, loaded.script.createCachedData());
});
