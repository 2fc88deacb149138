/** The workloads before the runs: chosen by name, sized for this machine, what they need started. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startServer } from '../server.js';
import { calibrate } from './cpu.js';
import { WorkloadLoadError } from './errors.js';
import type { Prepared, Size } from './workload.js';

/**
 * @param name one of ours, or a user's file and export
 * @throws WorkloadLoadError where there is no such file
 */
export async function prepare(name: string, { seconds, bytes }: Size): Promise<Prepared> {
  switch (name) {
    case 'sleep':
      return {
        ...{ name, timed: true, size: `wait ${seconds} s each` },
        spec: { name, seconds },
      };
    case 'cpu':
      return {
        ...{ name, timed: true, size: `compute ${seconds} s each` },
        spec: { name, rounds: await calibrate(seconds) },
      };
    case 'fetch': {
      const { url, close } = await startServer(seconds);
      return {
        ...{ name, timed: true, size: `latency ${seconds} s` },
        spec: { name, url },
        release: close,
      };
    }
    case 'payload':
      return {
        ...{ name, timed: false, size: `${bytes / 1e6} MB there and back` },
        spec: { name, bytes },
      };
    default:
      return users(name);
  }
}

function users(name: string): Prepared {
  const [path = '', exported = 'default'] = name.split(/#(?=[^#]*$)/);
  const file = resolve(path);
  if (!existsSync(file))
    throw new WorkloadLoadError(
      `there is no file '${path}'. Expected a module and its exported function, as in ./resize.mjs#thumbnail.`,
    );
  return {
    ...{ name, timed: true, size: 'your function' },
    spec: { name: 'user', module: pathToFileURL(file).href, export: exported },
  };
}
