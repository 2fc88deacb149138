/** Calls a fixture's function on a thread, where it may block, and gives what it returned. */
import { Queue, Thread } from 'concurrency-demos';

const folder = new URL('../fixtures/threading/', import.meta.url);

// Stands for the function of this name in the fixture `scenario.mjs`, which the thread imports.
function scenario(): void {}

// oxlint-disable-next-line typescript/no-explicit-any -- fixtures are plain JavaScript
type Result = any;

/** Says which of the fixtures in `test/fixtures/threading` is meant. */
export function onMain(fixture: string): (name: string, ...args: unknown[]) => Promise<Result> {
  const module = new URL('scenario.mjs', folder).href;
  return async (name, ...given) => {
    const out = new Queue<{ value?: Result; error?: Error }>();
    const args = [new URL(`${fixture}.mjs`, folder).href, name, given, out] as never;
    const thread = new Thread({ target: scenario, args, module });
    thread.start();
    await thread.joinAsync();
    const { value, error } = out.getNowait();
    if (error !== undefined) throw error;
    return value;
  };
}
