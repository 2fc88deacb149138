/** Calls a fixture's function on a thread, where it may block, and gives what it returned. */
import { afterAll } from 'vitest';
import { ThreadPool } from 'concurrency-demos';

// oxlint-disable-next-line typescript/no-explicit-any -- fixtures are plain JavaScript
type Result = any;

/** A function of that name, which stands for the fixture's one. */
// oxlint-disable-next-line typescript/no-explicit-any -- it takes what the fixture takes
export const named = (name: string): ((...args: any[]) => any) =>
  Object.defineProperty(() => {}, 'name', { value: name });

/** The URL of a fixture in `test/fixtures/multiprocessing`. */
export const fixture = (name: string): string =>
  new URL(`../fixtures/multiprocessing/${name}.mjs`, import.meta.url).href;

/** Says which of the fixtures is meant; the function returned calls what it exports. */
export function onLane(name: string): (fn: string, ...args: unknown[]) => Promise<Result> {
  const pool = new ThreadPool(1, { module: fixture(name) });
  afterAll(async () => {
    pool.terminate();
    await pool.joinAsync();
  });
  return (fn, ...args) => pool.applyAsync(named(fn), args).getAsync();
}
