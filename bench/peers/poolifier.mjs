import { fileURLToPath } from 'node:url';
import { FixedClusterPool, FixedThreadPool } from 'poolifier';

const path = (name) => fileURLToPath(new URL(`workers/${name}`, import.meta.url));
const over = (pool) => ({ run: (value) => pool.execute(value), close: () => pool.destroy() });

export const threads = () => over(new FixedThreadPool(2, path('poolifier-thread.mjs')));
// Its cluster workers answer only where they are CommonJS.
export const processes = () => over(new FixedClusterPool(2, path('poolifier-cluster.cjs')));
