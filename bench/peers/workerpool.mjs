import { fileURLToPath } from 'node:url';
import workerpool from 'workerpool';

const open = (workerType) => {
  const file = fileURLToPath(new URL('workers/workerpool.mjs', import.meta.url));
  const pool = workerpool.pool(file, { workerType, minWorkers: 2, maxWorkers: 2 });
  return {
    run: (value) => pool.exec('identity', [value]),
    close: () => pool.terminate(),
  };
};

export const threads = () => open('thread');
export const processes = () => open('process');
