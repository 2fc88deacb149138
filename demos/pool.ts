/** Ten tasks of 2 s on a pool of five processes: two waves, 4 s; one after the other, 20 s. */
import { defineDemo, Pool, print, sleep } from 'concurrency-demos';

export function foo(i: number): number {
  sleep(2);
  return i + 100;
}

export function bar(result: number): void {
  print('-->exec done:', result);
}

export function main(options: {
  workers: number;
  tasks: number;
  sync: boolean;
}): void {
  const pool = new Pool(options.workers);
  for (let i = 0; i < options.tasks; i++) {
    if (options.sync) bar(pool.apply(foo, [i]));
    else pool.applyAsync(foo, [i], { callback: bar }); // the parent calls it when the task is done
  }
  print('end');
  pool.close();
  pool.join(); // only after close() or terminate()
}

export default defineDemo({
  main,
  summary: {
    en: 'five processes share ten tasks',
    zh: '进程池：五个进程分担十个任务',
  },
  teaches: 'multiprocessing.Pool',
  options: {
    workers: {
      type: 'number',
      default: 5,
      min: 1,
      max: 100,
      integer: true,
      description: { en: 'how many processes', zh: '进程池里的进程数' },
    },
    tasks: {
      type: 'number',
      default: 10,
      min: 0,
      max: 1000,
      integer: true,
      description: { en: 'how many tasks', zh: '任务数' },
    },
    sync: {
      type: 'boolean',
      default: false,
      description: {
        en: 'apply, which waits for each task, instead of applyAsync',
        zh: '用 apply 代替 applyAsync，逐个等待任务完成',
      },
    },
  },
  ideal: ({ workers, tasks, sync }) =>
    2 * (sync ? tasks : Math.ceil(tasks / workers)),
});
