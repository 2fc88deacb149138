/**
 * Builds the package: `tsc` makes one file per source file (for types and for demos), then esbuild
 * makes the library, what runs inside workers and children, and the command line into few files,
 * since a process that loads one file starts much faster than one that loads fifty.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { readdirSync } from 'node:fs';
import { build } from 'esbuild';

const root = new URL('..', import.meta.url);
process.chdir(root.pathname);
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

const commands = readdirSync('dist/src/cli/commands').filter((name) => name.endsWith('.js'));

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
