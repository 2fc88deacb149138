/** The task of a workload, on the thread that is to run it. */
import type { WorkloadSpec } from '../job.js';
import type { Workload } from './workload.js';

/** Loads only what this workload needs: it is a part of what a thread or process costs to make. */
export async function load(spec: WorkloadSpec): Promise<Workload> {
  switch (spec.name) {
    case 'sleep':
      return (await import('./sleep.js')).sleeping(spec);
    case 'cpu':
      return (await import('./cpu.js')).computing(spec);
    case 'fetch':
      return (await import('./fetch.js')).fetching(spec);
    case 'payload':
      return (await import('./payload.js')).carrying(spec);
    case 'nothing':
      return (await import('./nothing.js')).nothing();
    case 'user':
      return (await import('./user.js')).userWorkload(spec);
  }
}
