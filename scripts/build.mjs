/**
 * Builds the package: `tsc` makes one file per source file (for types and for demos), then esbuild
 * makes the library, what runs inside workers and children, and the command line into few files,
 * since a process that loads one file starts much faster than one that loads fifty.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { readCatalogue } from './catalogue.mjs';

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

const commands = readdirSync('dist/src/cli/commands').filter(
  (name) => name.endsWith('.js') && name !== 'list.js', // part of the command line's own file
);

// Splitting keeps every module once, so that all of them on a thread share the same state.
await build({
  ...shared,
  entryPoints: {
    index: 'dist/src/index.js',
    thread: 'dist/src/threading/entry/thread.js',
    main: 'dist/src/stage/entry/main.js',
    run: 'dist/src/stage/run.js',
    ...(existsSync('dist/src/multiprocessing/entry/process.js') && {
      process: 'dist/src/multiprocessing/entry/process.js',
    }),
    ...Object.fromEntries(
      commands.map((name) => [`commands/${name.slice(0, -3)}`, `dist/src/cli/commands/${name}`]),
    ),
  },
  format: 'esm',
  splitting: true,
  packages: 'external',
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
  ...shared,
  entryPoints: { cli: 'dist/src/cli/main.js' },
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  minify: true,
  keepNames: false,
  external: [...commands.map((name) => `./commands/${name}`), 'string-width'],
  plugins: [withoutChildProcess],
  define: { 'import.meta.url': 'bundleUrl' },
  banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
});

writeFileSync('dist/demos/catalogue.json', JSON.stringify(await readCatalogue('dist/demos')));
