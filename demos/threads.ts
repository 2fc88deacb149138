/** Two threads count down side by side: 4 s together, 8 s one after the other. */
import { defineDemo, print, sleep, Thread } from 'concurrency-demos';

export function run(name: string): void {
  print(`task:${name}`);
  sleep(1);
  print('2s');
  sleep(1);
  print('1s');
  sleep(1);
  print('0s');
  sleep(1);
}

export function main(): void {
  const t1 = new Thread({ target: run, args: ['t1'], name: 't1' });
  const t2 = new Thread({ target: run, args: ['t2'], name: 't2' });
  t1.start();
  t2.start();
  t1.join();
  t2.join();
}

export default defineDemo({
  main,
  summary: {
    en: 'two threads count down side by side',
    zh: '两个线程并排倒数',
  },
  teaches: 'threading.Thread',
  ideal: 4,
});
