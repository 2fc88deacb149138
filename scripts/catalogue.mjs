/** What the demos say of themselves, so that `list` and `--help` need load none of them. */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The order of the notebook, each demo resting on those before it; any other comes after, by its name. */
const lessons = [
  ...['threads', 'subclass', 'timing', 'active-count', 'traffic-light'],
  ...['pool', 'greenlet', 'gevent-fetch', 'process-vs-thread'],
];

/**
 * Reads every demo directly in `folder`; what a demo needs beside itself stands in folders below.
 *
 * @throws Error naming the file that is no demo
 */
export async function readCatalogue(folder) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const entries = await Promise.all(files.map((file) => readEntry(folder, file)));
  return entries.sort((a, b) => placeOf(a) - placeOf(b) || a.name.localeCompare(b.name, 'en'));
}

async function readEntry(folder, file) {
  const { default: exported } = await import(pathToFileURL(resolve(join(folder, file))).href);
  const demo = exported?.default ?? exported; // the package's own are CommonJS
  if (typeof demo?.main !== 'function')
    throw new Error(
      `demos/${file}: the default export is no defineDemo({...}). What is not a demo belongs into a folder below demos/.`,
    );
  const { summary, teaches, options = {} } = demo;
  return { name: file.slice(0, -3), summary, teaches, options, ...idealOf(demo) };
}

function idealOf({ ideal, options = {} }) {
  if (typeof ideal === 'object')
    return { ideal: null, ...('none' in ideal && { idealNone: ideal.none }) };
  if (typeof ideal === 'number') return { ideal };
  const defaults = Object.fromEntries(Object.entries(options).map(([k, o]) => [k, o.default]));
  const seconds = ideal(defaults);
  return { ideal: Number.isFinite(seconds) ? seconds : null };
}

function placeOf({ name }) {
  const at = lessons.indexOf(name);
  return at < 0 ? lessons.length : at;
}
