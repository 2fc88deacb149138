/** A task that only waits, as one does for a disk, a network or a person. */
import { gevent, sleep } from '../../index.js';
import type { Workload } from './workload.js';

export function sleeping({ seconds }: { seconds: number }): Workload {
  return {
    run: (n) => (sleep(seconds), n),
    coroutine: async (n) => (await gevent.sleep(seconds), n),
    wrong: (n, value) => (value === n ? undefined : `expected ${n}, got ${String(value)}`),
  };
}
