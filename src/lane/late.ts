/** How a lane reaches what no module of its own imports, in a build that loads modules when they are first used. */
import { loadKindsBy } from '../memory/crossing.js';
import { type Link, linkLocally } from './link.js';

/** What is asked of the library as a whole: its names, behind each of which its module is loaded. */
interface Core extends Record<string, unknown> {
  openLocally(): Link;
}

/** Looks for what is missing in `core`. */
export function loadFrom(core: Core): void {
  linkLocally(() => core.openLocally());
  // A shared object may come to a thread that never used its class: `Queue`, or `multiprocessing.Queue`.
  loadKindsBy((kind) => {
    let at: unknown = core;
    for (const name of kind.split('.')) at = (at as Record<string, unknown>)[name];
  });
}
