import { ThreadPool } from '../../index.js';
import type { Model } from './model.js';
import { overPool } from './over-pool.js';

/** As many threads as run at once, made first, for all tasks. */
export const threadPool: Model = (job, work) =>
  overPool((workers, options) => new ThreadPool(workers, options), job, work);
