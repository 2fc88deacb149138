/**
 * Runs the command line with the code that V8 compiled when the package was built: compiling it anew
 * takes longer than all that `list` does. A V8 of another version refuses that code by itself.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

type Body = (
  exports: object,
  require: NodeJS.Require,
  module: { exports: object },
  filename: string,
  dirname: string,
) => void;

const file = fileURLToPath(new URL('cli.cjs', import.meta.url));
const cache = file.replace(/cjs$/, 'v8');

/** Runs the program, and returns its script, from which the build takes what V8 compiled. */
export function run(): Script {
  const source = readFileSync(file, 'utf8');
  const script = new Script(
    `(function (exports, require, module, __filename, __dirname) {${source}\n})`,
    { filename: file, ...(existsSync(cache) && { cachedData: readFileSync(cache) }) },
  );
  const module = { exports: {} };
  const body = script.runInThisContext() as Body;
  body(module.exports, createRequire(file), module, file, dirname(file));
  return script;
}
