/** A function as a worker can find it: the URL of its module and the name of its export. */
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { BootstrapError, NotCloneableError, NotExportedError } from './errors.js';
import { pack } from '../memory/crossing.js';

/** Where a worker finds what it runs. */
export interface Target {
  module: string;
  export: string;
}

type Namespace = Record<string, unknown>;

const loaded = new Map<string, Namespace>();
let importing = 0;

/** The URL of a folder of this package. */
const own = (folder: string): string => new URL(folder, import.meta.url).href;

/** The URL of the module whose code called into this library. */
export function callerModule(): string | undefined {
  const { prepareStackTrace, stackTraceLimit } = Error;
  Error.stackTraceLimit = 30;
  Error.prepareStackTrace = (_, sites) => sites;
  const sites = new Error().stack as unknown as NodeJS.CallSite[];
  Error.prepareStackTrace = prepareStackTrace;
  Error.stackTraceLimit = stackTraceLimit;
  for (const site of sites) {
    const file = site.getFileName();
    if (!file || /^(node|concurrency-demos):/.test(file)) continue;
    const url = file.startsWith('file:') ? file : pathToFileURL(file).href;
    if (!url.startsWith(own('.'))) return url;
  }
  return undefined;
}

/** The package's own demos are CommonJS, which a thread loads without the loader of ES modules. */
function isOwnDemo(url: string): boolean {
  // First what costs nothing: our folder's URL takes a thread 0.15 ms to make.
  return url.includes('/demos/') && url.startsWith(own('../demos/'));
}

/** Imports a user's module; until it is there, nothing may be started by it. */
export async function importModule(url: string): Promise<Namespace> {
  importing++;
  try {
    const namespace = (
      isOwnDemo(url) ? createRequire(import.meta.url)(fileURLToPath(url)) : await import(url)
    ) as Namespace;
    loaded.set(url, namespace);
    return namespace;
  } finally {
    importing--;
  }
}

/** Whether a user's module is being imported here, for a worker or child to find its target. */
export function isImporting(): boolean {
  return importing > 0;
}

/**
 * Refuses to start anything while a worker imports its module.
 *
 * @throws BootstrapError
 */
export function assertNotImporting(what: string): void {
  if (importing > 0) throw new BootstrapError(what);
}

function namespaceOf(url: string): Namespace | undefined {
  const known = loaded.get(url);
  if (known !== undefined || !url.startsWith('file:')) return known;
  // A CommonJS module is in the cache of `require`; an ES module is known only if we imported it. One that
  // Node took for CommonJS at first, for want of a "type" in its package.json, is in the cache too: empty.
  const cached = createRequire(url).cache?.[fileURLToPath(url)];
  if (
    cached?.loaded !== true ||
    Object.keys((cached.exports as Namespace | null) ?? {}).length === 0
  )
    return undefined;
  return cached.exports as Namespace;
}

/** The class of that name which a loaded module of the user exports. */
export function loadedClass(name: string): unknown {
  for (const namespace of loaded.values())
    if (typeof namespace[name] === 'function') return namespace[name];
  return undefined;
}

/**
 * Finds the export under which a worker can import `target`.
 *
 * @param what how the message names it, such as "Thread's target"
 * @throws NotExportedError where it can be known already that the module does not export it
 */
export function locate(
  what: string,
  target: { readonly name: string },
  module = callerModule(),
): Target {
  if (module === undefined)
    throw new NotExportedError(what, target.name, 'its module, which is unknown,');
  const namespace = namespaceOf(module);
  if (namespace !== undefined) {
    const found = Object.keys(namespace).find((key) => namespace[key] === target);
    if (found === undefined) throw new NotExportedError(what, target.name, module);
    return { module, export: found };
  }
  if (target.name === '') throw new NotExportedError(what, '', module);
  return { module, export: target.name };
}

/**
 * The function that a target names, imported on this thread.
 *
 * @throws NotExportedError
 */
export async function resolve(
  what: string,
  target: Target,
): Promise<(...args: never[]) => unknown> {
  const namespace = loaded.get(target.module) ?? (await importModule(target.module));
  const found = namespace[target.export];
  if (typeof found !== 'function') throw new NotExportedError(what, target.export, target.module);
  return found as (...args: never[]) => unknown;
}

/**
 * The function that a target names, on a thread that cannot wait for an import.
 *
 * @throws NotExportedError when the module does not export it, or has not been imported here
 */
export function loadedExport(what: string, target: Target): (...args: never[]) => unknown {
  const found = namespaceOf(target.module)?.[target.export];
  if (typeof found !== 'function') throw new NotExportedError(what, target.export, target.module);
  return found as (...args: never[]) => unknown;
}

/**
 * Says which argument it was that structured clone refused, and why.
 *
 * @param what how the message names the call, such as "Thread t1"
 */
export function notCloneable(what: string, args: readonly unknown[]): NotCloneableError {
  for (const [index, value] of args.entries()) {
    try {
      structuredClone(pack(value));
    } catch (error) {
      return new NotCloneableError(`Argument ${index + 1} of ${what}`, (error as Error).message);
    }
  }
  return new NotCloneableError(`An argument of ${what}`, 'structured clone refuses it');
}
