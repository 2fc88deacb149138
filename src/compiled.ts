/**
 * Loads a built file with the code that V8 compiled when the package was built: compiling it anew takes
 * longer than all that `list` does, and every thread would do it again. A V8 of another version refuses
 * that code by itself, and compiles.
 */
import { existsSync, readFileSync } from 'node:fs';
import { Script } from 'node:vm';

/** What Node gives a CommonJS module, and a way to import, which code compiled ahead does not have. */
type Body = (
  exports: object,
  require: NodeJS.Require,
  module: NodeJS.Module,
  filename: string,
  dirname: string,
  importModule: (name: string) => Promise<unknown>,
) => void;

/** Runs the function that stands in `NAME.body` as the module that asks for it. */
export function load(name: string, module: NodeJS.Module): void {
  const { filename, path } = module;
  const cache = `${path}/${name}.v8`;
  // The build escapes what is not ASCII.
  const script = new Script(readFileSync(`${path}/${name}.body`, 'latin1'), {
    // V8 keeps the name with the code, whatever folder the package is installed in later.
    filename: `concurrency-demos:${name}`,
    ...(existsSync(cache) && { cachedData: readFileSync(cache) }),
  });
  Object.assign(module, { script }); // the build takes from it what V8 compiled
  const body = script.runInThisContext() as Body;
  const require = module.require.bind(module) as NodeJS.Require;
  body(module.exports as object, require, module, filename, path, (url) => import(url));
}
