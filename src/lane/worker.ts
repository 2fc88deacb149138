/** Starts the workers that this library runs on. */
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** What a worker does from its first instruction on, by its name in `core.ts`. */
export type Enter =
  'enterThread' | 'enterMain' | 'enterPoolThread' | 'enterChildConductor' | 'enterFetch';

/**
 * Starts a worker that does what `enter` names. It starts from the library itself, which reads there what
 * it is to do: a file of its own before it would take the worker 0.4 ms.
 *
 * @throws Error where the system refuses
 */
export function spawnWorker(
  enter: Enter,
  data: object,
  options: Omit<WorkerOptions, 'workerData'> = {},
): Worker {
  return new Worker(new URL('./core.cjs', import.meta.url), {
    ...options,
    workerData: { enter, ...data },
  });
}
