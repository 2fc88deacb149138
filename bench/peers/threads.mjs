import { Pool, spawn, Worker } from 'threads';

export const threads = () => {
  const pool = Pool(() => spawn(new Worker('./workers/threads.mjs')), 2);
  return {
    run: (value) => pool.queue((worker) => worker(value)),
    close: () => pool.terminate(),
  };
};
