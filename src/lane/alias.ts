/**
 * Lets a user's file import this package by its name from wherever it lies, and makes it the very copy
 * that runs it: a second copy would have shared objects that this one does not know.
 */
import { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';

const ours = (): string => new URL('./index.js', import.meta.url).href;

/** Whether that module would find this very copy by itself, as it does in a project that installed it. */
export function findsOurselves(file: URL): boolean {
  try {
    const found = createRequire(file).resolve('concurrency-demos');
    return pathToFileURL(found).href === ours();
  } catch {
    return false;
  }
}

/** How hooks are registered that run on the thread itself; Node has it since 22.15. */
export function hooksOfThisThread(): ((hooks: object) => void) | undefined {
  const module = createRequire(import.meta.url)('node:module') as {
    registerHooks?: (hooks: object) => void;
  };
  return module.registerHooks;
}

/** From now on, on this thread, `concurrency-demos` is this package. */
export function aliasOurselves(): void {
  const registerHooks = hooksOfThisThread();
  if (registerHooks !== undefined) {
    registerHooks({
      resolve: (name: string, context: object, next: (name: string, context: object) => object) =>
        name === 'concurrency-demos' ? { url: ours(), shortCircuit: true } : next(name, context),
    });
    return;
  }
  // Before Node 22.15 hooks run on a thread of their own, which takes source text.
  const source = `export const resolve = (name, context, next) =>
    name === 'concurrency-demos'
      ? { url: ${JSON.stringify(ours())}, shortCircuit: true }
      : next(name, context);`;
  register(`data:text/javascript,${encodeURIComponent(source)}`);
}
