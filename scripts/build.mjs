/**
 * Builds the package: `tsc` makes one file per source file (for types and for demos), then esbuild
 * makes the library, what runs inside workers and children, and the command line into few files,
 * since a process that loads one file starts much faster than one that loads fifty.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { readCatalogue } from './catalogue.mjs';
import { buildPage } from './page.mjs';

const root = new URL('..', import.meta.url);
process.chdir(fileURLToPath(root));
rmSync('dist', { recursive: true, force: true });

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
});
if (status !== 0) process.exit(status ?? 1);

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  logLevel: 'warning',
  keepNames: true,
  outdir: 'dist/bundle',
};

/** CommonJS knows its file by another name. */
const commonjs = {
  ...shared,
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  define: { 'import.meta.url': 'bundleUrl' },
  banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
};

// All that runs on lanes is one CommonJS file, of which every thread has one instance, whoever loads
// it: a worker that starts from CommonJS is 4 ms faster than one that starts from ES modules.
await build({
  ...commonjs,
  entryPoints: { core: 'dist/src/core.js' },
  packages: 'external',
  minifyWhitespace: true,
});
const { enter, ...api } = createRequire(import.meta.url)('../dist/bundle/core.cjs');
for (const name of Object.keys(enter))
  writeFileSync(`dist/bundle/${name}.cjs`, `require('./core.cjs').enter.${name}();\n`);
writeFileSync(
  'dist/bundle/index.js',
  `import { createRequire } from 'node:module';
export const { ${Object.keys(api).join(', ')} } = createRequire(import.meta.url)('./core.cjs');
`,
);

const commands = readdirSync('dist/src/cli/commands').filter(
  (name) => name.endsWith('.js') && name !== 'list.js', // part of the command line's own file
);

// What the commands have in common stands once, in chunks.
await build({
  ...shared,
  entryPoints: Object.fromEntries(
    commands.map((name) => [`commands/${name.slice(0, -3)}`, `dist/src/cli/commands/${name}`]),
  ),
  format: 'esm',
  splitting: true,
  packages: 'external',
  // The conductor finds the files of its workers beside its own.
  define: { 'import.meta.url': 'bundleUrl' },
  banner: {
    js: "const bundleUrl = new URL('.', import.meta.url).href.replace(/commands\\/$/, '');",
  },
  chunkNames: 'chunk-[hash]',
});

// commander loads child_process for subcommands that are programs of their own; we have none.
const withoutChildProcess = {
  name: 'without-child-process',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path }) => ({ path, namespace: 'unused' }));
    onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
  },
};

// One CommonJS file that is itself the entry starts fastest; what a command does, it loads when asked.
await build({
  ...commonjs,
  entryPoints: { cli: 'dist/src/cli/main.js' },
  minify: true,
  keepNames: false,
  external: [...commands.map((name) => `./commands/${name}`), 'string-width'],
  plugins: [withoutChildProcess],
});

writeFileSync('dist/demos/catalogue.json', JSON.stringify(await readCatalogue('dist/demos')));

writeFileSync('dist/bundle/page.html', await buildPage());
