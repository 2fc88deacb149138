/** How this package's files are bundled, and loaded with what V8 compiled ahead. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

export const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  logLevel: 'warning',
  outdir: 'dist/bundle',
  lineLimit: 120, // Node prints the line above an error that nobody caught
};

/** CommonJS knows its file by another name. */
export const commonjs = {
  ...shared,
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  define: { 'import.meta.url': 'bundleUrl' },
  banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
};

/**
 * Makes of a built file one that is loaded with what V8 compiled ahead (src/compiled.ts). Such code cannot
 * import by itself.
 */
export async function loadCompiled(name) {
  const file = `dist/bundle/${name}.cjs`;
  const code = readFileSync(file, 'utf8').replaceAll(/(?<![\w$.])import\(/g, '__import(');
  const parameters = 'exports, require, module, __filename, __dirname, __import';
  writeFileSync(`dist/bundle/${name}.body`, `(function (${parameters}) {${code}\n})`);
  const contents = `import { load } from './compiled.js'; load('${name}', module);`;
  const stdin = { contents, resolveDir: 'dist/src' };
  await build({ ...shared, stdin, format: 'cjs', minify: true, outdir: undefined, outfile: file });
}

/** Runs what is built, and keeps what V8 compiles of one of these files for it. */
export function compileAhead(name, ...words) {
  const { status } = spawnSync(process.execPath, ['scripts/compile.cjs', name, ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
}
