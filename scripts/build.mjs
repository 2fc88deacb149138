/**
 * Builds the package: `tsc` makes one file per source file (for types and for demos), then esbuild
 * makes the library, what runs inside workers and children, and the command line into few files,
 * since a process that loads one file starts much faster than one that loads fifty.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
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
  keepNames: true, // they show in what users print
});
const { enter, inside: _, ...api } = createRequire(import.meta.url)('../dist/bundle/core.cjs');
for (const name of Object.keys(enter))
  writeFileSync(`dist/bundle/${name}.cjs`, `require('./core.cjs').enter.${name}();\n`);
writeFileSync(
  'dist/bundle/index.js',
  `import { createRequire } from 'node:module';
export const { ${Object.keys(api).join(', ')} } = createRequire(import.meta.url)('./core.cjs');
`,
);

// What runs inside a process that `compare` measures uses that library, as any program would.
const libraryApart = {
  name: 'library-apart',
  setup({ onResolve }) {
    const library = /^(\.\.\/)+(core|index)\.js$/;
    onResolve({ filter: library }, () => ({ path: './core.cjs', external: true }));
  },
};
await build({
  ...commonjs,
  entryPoints: Object.fromEntries(
    ['cell', 'server', 'task'].map((name) => [name, `dist/src/compare/entry/${name}.js`]),
  ),
  minifyWhitespace: true,
  keepNames: true, // a thread's target is found by its name
  plugins: [libraryApart],
});
cpSync('src/compare/python/measure.py', 'dist/bundle/python/measure.py');

// commander loads child_process for subcommands that are programs of their own; we have none.
const withoutChildProcess = {
  name: 'without-child-process',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path }) => ({ path, namespace: 'unused' }));
    onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
  },
};

// The command line: CommonJS starts fastest, and a module that is imported lazily becomes a file of its
// own, which `require` loads without starting Node's loader of ES modules. Packages that are imported
// lazily stay where they are.
const files = new Map([
  ['cli/main.js', 'cli'],
  ['cli/compiled.js', 'compiled'],
]);
const lazyApart = {
  name: 'lazy-apart',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /.*/ }, ({ path, kind, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      if (!path.startsWith('.')) return { path, external: true };
      const module = relative('dist/src', join(resolveDir, path));
      const file = module.slice(0, -3).replace(/[\\/]/g, '-');
      files.set(module, file);
      return { path: `./${file}.cjs`, namespace: 'apart' };
    });
    onResolve({ filter: /.*/, namespace: 'apart' }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /.*/, namespace: 'apart' }, ({ path }) => ({
      contents: `module.exports = require('${path}');`,
    }));
  },
};
for (const [module, file] of files)
  await build({
    ...commonjs,
    entryPoints: { [file]: `dist/src/${module}` },
    minify: true,
    plugins: file === 'cli' ? [withoutChildProcess, lazyApart] : [lazyApart],
  });

writeFileSync('dist/demos/catalogue.json', JSON.stringify(await readCatalogue('dist/demos')));

// What V8 compiles for the help of a command is most of what it compiles for `list` and the others.
const compiling = spawnSync(process.execPath, ['scripts/compile.cjs', 'run', '--help'], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (compiling.status !== 0) process.exit(compiling.status ?? 1);

writeFileSync('dist/bundle/page.html', await buildPage());
