/** A plain script's own conductor: its main thread, on which nothing may block. */
import { isImporting, locate } from '../lane/target.js';
import { MAIN_LANE, settings } from '../lane/lane.js';
import { deliver, type Link } from '../lane/link.js';
import { isMainThread } from 'node:worker_threads';
import { Conductor, localLink } from './conductor.js';
import { startMain } from './main-lane.js';
import { offerExchange } from './exchange.js';
import { offerPools } from './pools.js';
import { offerProcesses } from './processes.js';
import { offerThreads } from './threads.js';

let own: Conductor | null = null;

function open(): Conductor {
  if (own === null) {
    own = new Conductor(settings, null);
    offerThreads(own);
    offerProcesses(own);
    offerPools(own);
    offerExchange(own);
  }
  return own;
}

/** This thread's way to it. */
export function openLocally(): Link {
  return localLink(open(), { lane: MAIN_LANE, post: deliver, whenGone: () => {} });
}

/**
 * Runs `main` on a lane of its own, from a plain script, so that it may block like a Python program.
 *
 * Threads and child processes import the script's module again; in them the call does nothing.
 *
 * @param main an exported function without parameters; it may be async
 * @param options `module`: the URL of the module that exports it; by default the caller's
 * @returns a promise of what `main` returned, once it and its non-daemon threads are over
 * @throws NotExportedError when its module does not export `main`
 * @example
 * export function main(): void {
 *   sleep(1);
 *   print('a second later');
 * }
 * await runMain(main);
 */
export async function runMain<T>(
  main: () => T | Promise<T>,
  options: { module?: string } = {},
): Promise<T | undefined> {
  if (!isMainThread || isImporting()) return undefined;
  const target = locate("runMain's main", main, options.module);
  const conductor = open();
  const lane = startMain(conductor);
  lane.load({ target }, settings);
  const { error, value } = await lane.over;
  await conductor.settled();
  if (error !== undefined) throw error;
  return value as T;
}
