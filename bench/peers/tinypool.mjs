import { Tinypool } from 'tinypool';

const open = (runtime) => {
  const filename = new URL('workers/default.mjs', import.meta.url).href;
  const pool = new Tinypool({
    filename,
    runtime,
    minThreads: 2,
    maxThreads: 2,
    ...(runtime === 'child_process' && { serialization: 'advanced' }),
  });
  return { run: (value) => pool.run(value), close: () => pool.destroy() };
};

export const threads = () => open('worker_threads');
export const processes = () => open('child_process');
