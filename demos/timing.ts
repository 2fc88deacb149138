/** Three threads of 3 s: with `join` the main program waits for them, without it goes on at once. */
import {
  currentThread,
  defineDemo,
  print,
  sleep,
  Thread,
} from 'concurrency-demos';

export function run(name: string): void {
  print('task', name, currentThread());
  sleep(1);
  print('3s');
  sleep(1);
  print('2s');
  sleep(1);
  print('1s');
}

export function main({ join }: { join: boolean }): void {
  const start = performance.now();
  const threads: Thread[] = [];
  for (let i = 0; i < 3; i++) {
    const t = new Thread({ target: run, args: [`t-${i}`] });
    t.start();
    threads.push(t);
  }
  // The notebook joins the last thread three times here, by a slip.
  if (join) for (const t of threads) t.join();
  print('cost:', (performance.now() - start) / 1000);
}

export default defineDemo({
  main,
  summary: {
    en: 'how long the threads take: join waits',
    zh: '计算子线程的执行时间：join 会等待',
  },
  teaches: 'threading.Thread.join',
  options: {
    join: {
      type: 'boolean',
      default: true,
      description: {
        en: 'wait for the threads before printing the cost',
        zh: '等子线程结束后再打印耗时',
      },
    },
  },
  ideal: 3,
});
