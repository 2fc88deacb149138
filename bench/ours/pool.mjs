/** The pools of this project, from a plain script. */
import { Pool, ThreadPool } from '../../dist/bundle/index.js';

export const identity = (value) => value;

const over = (pool) => ({
  run: (value) => pool.applyAsync(identity, [value]),
  map: (values) => pool.mapAsync(identity, values),
  async close() {
    pool.close();
    await pool.joinAsync();
  },
});

export const processes = () => over(new Pool(2, { module: import.meta.url }));
export const threads = () => over(new ThreadPool(2, { module: import.meta.url }));
