import { fileURLToPath } from 'node:url';
import { Worker } from 'jest-worker';

const open = (enableWorkerThreads) => {
  const file = fileURLToPath(new URL('workers/jest.mjs', import.meta.url));
  const pool = new Worker(file, {
    numWorkers: 2,
    enableWorkerThreads,
    exposedMethods: ['identity'],
    forkOptions: { serialization: 'advanced' },
  });
  return { run: (value) => pool.identity(value), close: () => pool.end() };
};

export const threads = () => open(true);
export const processes = () => open(false);
