/** The pools of this project, from a plain script. */
import { Pool, ThreadPool } from '../../dist/bundle/index.js';
import { identity } from './bodies.mjs';

const module = new URL('bodies.mjs', import.meta.url).href;

const over = (pool) => ({
  run: (value) => pool.applyAsync(identity, [value]),
  map: (values) => pool.mapAsync(identity, values),
  async close() {
    pool.close();
    await pool.joinAsync();
  },
});

export const processes = () => over(new Pool(2, { module }));
export const threads = () => over(new ThreadPool(2, { module }));
