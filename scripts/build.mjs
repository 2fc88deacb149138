/**
 * Builds the package: `tsc` makes one file per source file (for types and for demos), then esbuild
 * makes the library, what runs inside workers and children, and the command line into few files,
 * since a process that loads one file starts much faster than one that loads fifty.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { commonjs, compileAhead, loadCompiled } from './bundling.mjs';
import { readCatalogue } from './catalogue.mjs';
import { buildLibrary } from './library.mjs';
import { buildPage } from './page.mjs';

const root = new URL('..', import.meta.url);
process.chdir(fileURLToPath(root));
rmSync('dist', { recursive: true, force: true });

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
});
if (status !== 0) process.exit(status ?? 1);

await buildLibrary();

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
const commands = new Map([['cli/main.js', 'cli']]);
const lazyApart = {
  name: 'lazy-apart',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /.*/ }, ({ path, kind, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      if (!path.startsWith('.')) return { path, external: true };
      const module = relative('dist/src', join(resolveDir, path));
      const file = module.slice(0, -3).replace(/[\\/]/g, '-');
      commands.set(module, file);
      return { path: `./${file}.cjs`, namespace: 'apart' };
    });
    onResolve({ filter: /.*/, namespace: 'apart' }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /.*/, namespace: 'apart' }, ({ path }) => ({
      contents: `module.exports = require('${path}');`,
    }));
  },
};
for (const [module, file] of commands)
  await build({
    ...commonjs,
    entryPoints: { [file]: `dist/src/${module}` },
    minify: true,
    plugins: file === 'cli' ? [withoutChildProcess, lazyApart] : [lazyApart],
  });

// The demos: as CommonJS they spare each of their threads Node's loader of ES modules, which takes 4 ms.
// They stay a file each, since a thread finds its target by file and name.
const besideTheLibrary = {
  name: 'beside-the-library',
  setup({ onResolve }) {
    onResolve({ filter: /^concurrency-demos$/ }, ({ resolveDir }) => ({
      path: join(relative(resolveDir, 'dist/bundle'), 'core.cjs'),
      external: true,
    }));
    onResolve({ filter: /^\./ }, ({ path, kind }) =>
      kind === 'entry-point' ? undefined : { path, external: true },
    );
  },
};
const demos = readdirSync('dist/demos', { recursive: true }).filter((file) => file.endsWith('.js'));
await build({
  ...commonjs,
  entryPoints: demos.map((file) => `./dist/demos/${file}`),
  outbase: 'dist/demos',
  outdir: 'dist/demos',
  outExtension: {},
  allowOverwrite: true,
  packages: 'external',
  plugins: [besideTheLibrary],
});
writeFileSync('dist/demos/package.json', '{ "type": "commonjs" }\n');
writeFileSync('dist/demos/catalogue.json', JSON.stringify(await readCatalogue('dist/demos')));

for (const name of ['cli', 'cli-commands-run']) await loadCompiled(name);
// What the help of a command takes is most of what `list` and the others take.
compileAhead('cli', 'run', '--help');
compileAhead('cli-commands-run', 'run', 'greenlet');
compileAhead('core', 'run', 'scripts/compile-core.mjs', '--plain');

writeFileSync('dist/bundle/page.html', await buildPage());
