/**
 * Builds the package: `tsc` makes one file per source file (for types and for demos), then esbuild
 * makes the library, what runs inside workers and children, and the command line into few files,
 * since a process that loads one file starts much faster than one that loads fifty.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  lineLimit: 120, // Node prints the line above an error that nobody caught
};

/** CommonJS knows its file by another name. */
const commonjs = {
  ...shared,
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  define: { 'import.meta.url': 'bundleUrl' },
  banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
};

/** The names that a built module re-exports and nothing else: pairs of a name and what loads it. */
function reExports(file) {
  const code = readFileSync(`dist/src/${file}`, 'utf8');
  return [...code.matchAll(/^export (.+) from '(.+)';$/gm)].flatMap(([, what, from]) => {
    if (what === '*') return reExports(from);
    const [, namespace] = /^\* as (\w+)$/.exec(what) ?? [];
    if (namespace) return [[namespace, `require('${from}')`]];
    return what.match(/\w+/g).map((name) => [name, `require('${from}').${name}`]);
  });
}

/**
 * Loads Node's own modules when they are first used: asking for one takes a thread 0.1 ms and more, also
 * where Node has it already.
 */
function loadLate(file) {
  const modules = new Map();
  const code = readFileSync(file, 'utf8')
    .replaceAll(
      /\bimport_(node_\w+)=(?:__toESM\()?\s*require\(\s*("node:\w+")\)\)?;/g,
      (_, name, module) => {
        modules.set(name, module);
        return '';
      },
    )
    .replaceAll(/\bvar [\w$,\s]+;/g, (names) => names.replaceAll('import_node_', 'late_node_'));
  writeFileSync(
    file,
    code
      .replaceAll(
        /\bimport_(node_\w+)/g,
        (_, name) => `(late_${name}??=require(${modules.get(name)}))`,
      )
      // Nothing of ours is a default export: no copy of a module's exports is needed.
      .replaceAll(/__toCommonJS\((\w+)\)/g, '$1')
      .replaceAll(/__toESM\((require_\w+\(\))(?:,1)?\)/g, '$1')
      .replaceAll('bundleUrl', '(lateUrl??=require("node:url").pathToFileURL(__filename).href)'),
  );
}

/**
 * Makes of a built file one that is loaded with what V8 compiled ahead (src/compiled.ts). Such code cannot
 * import by itself.
 */
async function loadCompiled(name) {
  const file = `dist/bundle/${name}.cjs`;
  const code = readFileSync(file, 'utf8').replaceAll(/(?<![\w$.])import\(/g, '__import(');
  const parameters = 'exports, require, module, __filename, __dirname, __import';
  writeFileSync(`dist/bundle/${name}.body`, `(function (${parameters}) {${code}\n})`);
  const contents = `import { load } from './compiled.js'; load('${name}', module);`;
  const stdin = { contents, resolveDir: 'dist/src' };
  await build({ ...shared, stdin, format: 'cjs', minify: true, outdir: undefined, outfile: file });
}

/** Runs what is built, and keeps what V8 compiles of one of these files for it. */
function compileAhead(name, ...words) {
  const { status } = spawnSync(process.execPath, ['scripts/compile.cjs', name, ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
}

// All that runs on lanes is CommonJS: a worker that starts from it is 4 ms faster than one that starts from
// ES modules. Every thread has one instance of it, whoever loads it. It loads its modules when they are
// first used, and in three files, since most threads use few.
const files = { core: [], gevent: ['gevent'], processes: ['multiprocessing', 'stage'] };
const fileOf = (module) =>
  Object.keys(files).find((file) => files[file].includes(module.split('/')[0])) ?? 'core';

/** Takes from the other files what stands in them. */
const acrossFiles = (file) => ({
  name: 'across-files',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir, namespace }) => {
      if (namespace === 'across') return { path, external: true };
      const module = moduleAt(join(resolveDir, path));
      return fileOf(module) === file ? undefined : { path: module, namespace: 'across' };
    });
    onLoad({ filter: /.*/, namespace: 'across' }, ({ path }) => ({
      contents: `module.exports = require('./${fileOf(path)}.cjs').modules['${path}'];`,
    }));
  },
});

/** An object that loads what it holds as that is first read. Its getters stand in a class: so V8 makes them fastest. */
const lazily = (pairs) =>
  `new (class { ${pairs.map(([name, load]) => `get '${name}'() { return ${load}; }`).join('\n')} })()`;

const [api, core] = ['index.js', 'core.js'].map(reExports);
const { metafile } = await build({
  ...shared,
  entryPoints: ['dist/src/core.js'],
  format: 'esm',
  packages: 'external',
  metafile: true,
  write: false,
});
const moduleAt = (path) => relative('dist/src', path).replaceAll('\\', '/');
const across = new Set(
  Object.entries(metafile.inputs).flatMap(([path, { imports }]) =>
    imports
      .filter(({ external }) => !external)
      .map((imported) => moduleAt(imported.path))
      .filter((module) => fileOf(module) !== fileOf(moduleAt(path))),
  ),
);
// A worker whose main module it is finds in its data what it is to do.
const start = `module.exports.loadFrom(module.exports);
  if (module.id === '.') module.exports[require('node:worker_threads').workerData.enter]();`;
for (const file of Object.keys(files)) {
  const own = [...across]
    .filter((module) => fileOf(module) === file)
    .map((module) => [module, `require('./${module}')`]);
  const contents = `module.exports = ${lazily(file === 'core' ? core : [])};
    module.exports.modules = ${lazily(own)};
    ${file === 'core' ? start : ''}`;
  await build({
    ...commonjs,
    stdin: { contents, resolveDir: 'dist/src' },
    outdir: undefined,
    outfile: `dist/bundle/${file}.cjs`,
    banner: { js: 'var lateUrl;' },
    packages: 'external',
    minifyWhitespace: true,
    keepNames: true, // they show in what users print
    plugins: [acrossFiles(file)],
  });
  loadLate(`dist/bundle/${file}.cjs`);
  await loadCompiled(file);
}
// A worker starts from the library itself, a child process from a file that says what it is to do.
for (const name of ['process', 'poolProcess']) {
  const enter = `enter${name[0].toUpperCase()}${name.slice(1)}`;
  writeFileSync(`dist/bundle/${name}.cjs`, `require('./core.cjs').${enter}();\n`);
}
writeFileSync(
  'dist/bundle/index.js',
  `import { createRequire } from 'node:module';
export const { ${api.map(([name]) => name).join(', ')} } = createRequire(import.meta.url)('./core.cjs');
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
