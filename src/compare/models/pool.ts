import { Pool } from '../../index.js';
import type { Model } from './model.js';
import { overPool } from './over-pool.js';

/** As many processes as run at once, made first, for all tasks. */
export const pool: Model = (job, work) =>
  overPool((workers, options) => new Pool(workers, options), job, work);
