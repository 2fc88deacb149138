/** A task that is the user's own function. */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inOneLine } from '../wording.js';
import { WorkloadLoadError } from './errors.js';
import type { Workload } from './workload.js';

/** Imports the function; the module is loaded once in a thread, as in any program. */
export async function userWorkload({
  module,
  export: name,
}: {
  module: string;
  export: string;
}): Promise<Workload> {
  const file = relative('.', fileURLToPath(module));
  let namespace: Record<string, unknown>;
  try {
    namespace = (await import(module)) as Record<string, unknown>;
  } catch (error) {
    throw new WorkloadLoadError(`${file} cannot be loaded: ${inOneLine(error)}`);
  }
  const found = namespace[name];
  if (typeof found === 'function') return { run: found as Workload['run'] };
  const functions = Object.keys(namespace).filter((key) => typeof namespace[key] === 'function');
  throw new WorkloadLoadError(
    `${file} exports ${found === undefined ? 'no' : `a ${typeof found}, not a function, as`} ${name}; ` +
      (functions.length > 0
        ? `expected one of its functions: ${functions.join(', ')}.`
        : 'it exports no function at all.'),
  );
}
