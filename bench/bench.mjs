/** Measures this project beside its peers, CPython and raw Node; see README.md. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    rounds: { type: 'string' },
  },
});

if (!existsSync(here('../dist/bundle/index.js'))) {
  console.error('error: nothing is built yet. Run: npm run build');
  process.exit(1);
}
if (!existsSync(here('node_modules'))) {
  const { status } = spawnSync('npm', ['ci', '--prefix', here('.')], {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

const { measure } = await import('./harness/measure.mjs');
const { failures, growthTable, table } = await import('./harness/table.mjs');
const { rows, sweeps } = await import('./rows/all.mjs');
const { sweep } = await import('./harness/growth.mjs');

const wanted = ({ name }) =>
  options.only.length === 0 || options.only.some((part) => name.includes(part));
const say = (text) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
};
const rounds = options.rounds === undefined ? undefined : Number(options.rounds);

const measured = [];
for (const row of rows.filter(wanted)) measured.push(await measure(row, { rounds, say }));
const grown = [];
for (const each of sweeps.filter(wanted)) grown.push(await sweep(each, { say }));
say('');

const machine = {
  node: process.versions.node,
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  platform: `${process.platform} ${process.arch}`,
};

if (options.json) console.log(JSON.stringify({ machine, rows: measured, growth: grown }, null, 2));
else {
  console.log(
    `Node ${machine.node}, ${machine.cores} cores (${machine.cpu}), ${machine.platform}\n`,
  );
  if (measured.length > 0) console.log(table(measured));
  if (grown.length > 0) console.log(`\n${growthTable(grown)}`);
  for (const failure of failures(measured)) console.log(`\n${failure}`);
}
