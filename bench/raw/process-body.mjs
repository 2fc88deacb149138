import { createRequire } from 'node:module';

function nothing() {}

if (process.argv[2] === 'load') createRequire(import.meta.url)('../../dist/bundle/core.cjs');

nothing();
process.disconnect();
