/**
 * Builds the library, all that runs on lanes. It is CommonJS: a worker that starts from it is 4 ms faster
 * than one that starts from ES modules. Every thread has one instance of it, whoever loads it. It is three
 * files, and loads each, and every module in them, when something of it is first used.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { commonjs, loadCompiled, shared } from './bundling.mjs';
import { withoutNaming } from './names.mjs';

// Most threads use few of its modules.
const files = { core: [], gevent: ['gevent'], processes: ['multiprocessing', 'stage'] };
const moduleAt = (path) => relative('dist/src', path).replaceAll('\\', '/');
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

/**
 * The names that a built module re-exports: pairs of a name and what loads it.
 *
 * @throws Error where it exports anything in another way
 */
function reExports(file) {
  const code = readFileSync(`dist/src/${file}`, 'utf8');
  return code.match(/^export .+$/gm).flatMap((line) => {
    const [, all, namespace, names, from] =
      /^export (?:(\*)|\* as (\w+)|\{([\w\s,]+)\}) from '(.+)';$/.exec(line) ?? [];
    if (all) return reExports(from);
    if (namespace) return [[namespace, `require('${from}')`]];
    if (!names || /\sas\s/.test(names))
      throw new Error(`${file} does more than re-export: ${line}`);
    return names.match(/\w+/g).map((name) => [name, `require('${from}').${name}`]);
  });
}

/**
 * What another file gets of a module: its exports as data, since esbuild's are getters, each a call.
 *
 * @throws Error where an export may change
 */
function asData(module) {
  if (/^export let /m.test(readFileSync(`dist/src/${module}`, 'utf8')))
    throw new Error(`${module} exports a variable that changes, and is imported by another file.`);
  return `{ ...require('./${module}') }`;
}

/**
 * Loads Node's own modules when they are first used, and each once: asking for one takes a thread 0.1 ms and
 * more, also where Node has it already.
 */
function loadLate(built) {
  const modules = new Map();
  const variableOf = (name) => `late_${modules.get(name).replaceAll(/\W/g, '_')}`;
  const code = built
    .replaceAll(
      /\bimport_(node_\w+)=(?:__toESM\()?\s*require\(\s*"(node:[\w/]+)"\)\)?;/g,
      (_, name, module) => {
        modules.set(name, module);
        return '';
      },
    )
    .replaceAll(/\bvar [\w$,\s]+;/g, (names) =>
      names.replaceAll(/\bimport_(node_\w+)/g, (_, name) => variableOf(name)),
    );
  return (
    code
      .replaceAll(
        /\bimport_(node_\w+)/g,
        (_, name) => `(${variableOf(name)}??=require("${modules.get(name)}"))`,
      )
      // Nothing of ours is a default export: no copy of a module's exports is needed.
      .replaceAll(/__toCommonJS\((\w+)\)/g, '$1')
      .replaceAll(/__toESM\((require_\w+\(\))(?:,1)?\)/g, '$1')
      .replaceAll('bundleUrl', '(lateUrl??=require("node:url").pathToFileURL(__filename).href)')
  );
}

/** The modules that are imported by another file's. */
async function importedAcross() {
  const { metafile } = await build({
    ...shared,
    entryPoints: ['dist/src/core.js'],
    format: 'esm',
    packages: 'external',
    metafile: true,
    write: false,
  });
  return new Set(
    Object.entries(metafile.inputs).flatMap(([path, { imports }]) =>
      imports
        .filter(({ external }) => !external)
        .map((imported) => moduleAt(imported.path))
        .filter((module) => fileOf(module) !== fileOf(moduleAt(path))),
    ),
  );
}

/** Builds it from what `tsc` made. */
export async function buildLibrary() {
  const [api, core] = ['index.js', 'core.js'].map(reExports);
  const across = await importedAcross();
  // A worker whose main module it is finds in its data what it is to do.
  const start = `module.exports.loadFrom(module.exports);
    if (module.id === '.') module.exports[require('node:worker_threads').workerData.enter]();`;
  mkdirSync('dist/bundle');
  for (const file of Object.keys(files)) {
    const own = [...across]
      .filter((module) => fileOf(module) === file)
      .map((module) => [module, asData(module)]);
    const contents = `module.exports = ${lazily(file === 'core' ? core : [])};
      module.exports.modules = ${lazily(own)};
      ${file === 'core' ? start : ''}`;
    const { outputFiles } = await build({
      ...commonjs,
      stdin: { contents, resolveDir: 'dist/src' },
      write: false,
      banner: { js: 'var lateUrl;' },
      packages: 'external',
      minifyWhitespace: true,
      keepNames: true, // they show in what users print
      plugins: [acrossFiles(file)],
    });
    writeFileSync(`dist/bundle/${file}.cjs`, loadLate(withoutNaming(outputFiles[0].text)));
    await loadCompiled(file);
  }
  // A worker starts from the library itself, a child process from a file that says what it is to do.
  for (const name of ['process', 'poolProcess']) {
    const enter = `enter${name[0].toUpperCase()}${name.slice(1)}`;
    writeFileSync(`dist/bundle/${name}.cjs`, `require('./core.cjs').${enter}();\n`);
  }
  const names = api.map(([name]) => name).join(', ');
  const lines = [
    "import { createRequire } from 'node:module';",
    `export const { ${names} } = createRequire(import.meta.url)('./core.cjs');`,
  ];
  writeFileSync('dist/bundle/index.js', `${lines.join('\n')}\n`);
}
