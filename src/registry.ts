/** Finds demos: those of the package by name, anybody's by path. */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Bilingual, DemoOption } from './demo.js';
import { didYouMean } from './nearest.js';

/** What the catalogue, made when the package is built, says of a demo without loading it. */
export interface CatalogueEntry {
  /** The name of the demo's file, without its ending. */
  name: string;
  summary: Bilingual;
  /** The Python name that it teaches, such as `threading.Event`. */
  teaches: string;
  options: Record<string, DemoOption>;
  /** Seconds, with the options' defaults; null where there is none or it has to be measured. */
  ideal: number | null;
  /** Why there is no ideal. */
  idealNone?: string;
}

/** Where a demo is. */
export interface DemoPlace {
  name: string;
  module: URL;
  /** A demo of the package; undefined for a user's own file. */
  entry: CatalogueEntry | undefined;
}

/** A name that no demo has, or a path that leads to no file. */
export class UnknownDemoError extends Error {
  override name = 'UnknownDemoError';
}

/** The folder that holds package.json: two folders up from what is built, one from the source. */
export const packageRoot = new URL(
  import.meta.url.endsWith('.ts') ? '../' : '../../',
  import.meta.url,
);

let entries: CatalogueEntry[] | undefined;

/** The demos of the package, in the order in which they are best read. */
export function catalogue(): readonly CatalogueEntry[] {
  entries ??= JSON.parse(
    readFileSync(new URL('dist/demos/catalogue.json', packageRoot), 'utf8'),
  ) as CatalogueEntry[];
  return entries;
}

/**
 * Finds a demo by its name, or a user's own by the path of its file.
 *
 * @throws UnknownDemoError with the names that come near
 */
export function findDemo(nameOrPath: string): DemoPlace {
  if (isPath(nameOrPath)) return findFile(nameOrPath);
  const entry = catalogue().find(({ name }) => name === nameOrPath);
  if (entry === undefined) throw new UnknownDemoError(unknownName(nameOrPath));
  const module = new URL(`dist/demos/${entry.name}.js`, packageRoot);
  return { name: entry.name, module, entry };
}

function findFile(path: string): DemoPlace {
  const file = path.startsWith('file:') ? fileURLToPath(path) : resolve(path);
  if (!isFile(file))
    throw new UnknownDemoError(
      `there is no file '${path}'. Give the path of a module whose default export is defineDemo({...}), or the name of a demo: ${names()}.`,
    );
  refuseOther(path);
  const name = file.replace(/^.*[\\/]/, '').replace(/\.[^.]+$/, '');
  return { name, module: pathToFileURL(file), entry: undefined };
}

/** @throws UnknownDemoError where Node could not import the file */
function refuseOther(path: string): void {
  if (!/\.[cm]?[jt]s$/.test(path))
    throw new UnknownDemoError(`'${path}' is no module. Expected a file that ends in .mjs or .js.`);
  if (path.endsWith('ts') && !('typescript' in process.features && process.features.typescript))
    throw new UnknownDemoError(
      `Node ${process.versions.node} runs no TypeScript. Compile '${path}' first, or use Node 22.18 or newer.`,
    );
}

/** A path names a folder or ends as a module does; all else is a name. */
function isPath(text: string): boolean {
  return /[\\/]|^\.+$|\.[cm]?[jt]s$/.test(text);
}

function isFile(path: string | URL): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function unknownName(wrong: string): string {
  const known = catalogue().map(({ name }) => name);
  const file = isFile(wrong) ? ` To run the file of that name, write './${wrong}'.` : '';
  return `unknown demo '${wrong}'. ${didYouMean(wrong, known)}The demos are: ${names()}.${file}`;
}

function names(): string {
  return catalogue()
    .map(({ name }) => name)
    .join(', ');
}
