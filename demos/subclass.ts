/** The same countdown by overriding `run`: the notebook's `run(n)` gets the thread itself as `n`. */
import { defineDemo, print, sleep, Thread } from 'concurrency-demos';

export class MyThread extends Thread {
  n: string;

  constructor(n: string) {
    super();
    this.n = n;
  }

  override run(): void {
    print(`task:${this}`);
    sleep(1);
    print('2s');
    sleep(1);
    print('1s');
    sleep(1);
    print('0s');
    sleep(1);
  }
}

export function main(): void {
  const t1 = new MyThread('t1');
  const t2 = new MyThread('t2');
  t1.start();
  t2.start();
  t1.join();
  t2.join();
}

export default defineDemo({
  main,
  summary: {
    en: 'a thread class of your own, by overriding run',
    zh: '重写 run，自定义线程类',
  },
  teaches: 'threading.Thread.run',
  ideal: 4,
});
