/**
 * How many threads are alive before, while and after three of them run: 1, 4, 1. The notebook's own
 * cell printed 5, because its host (IPython) keeps four threads of its own beside the main one.
 */
import {
  activeCount,
  defineDemo,
  print,
  sleep,
  text,
  Thread,
} from 'concurrency-demos';

export function fun(name: string): void {
  print(text({ en: `task:${name}`, zh: `任务:${name}` }));
  sleep(1);
}

export function main(): void {
  print(text({ en: 'active before:', zh: '启动前:' }), activeCount());
  const threads: Thread[] = [];
  for (let i = 0; i < 3; i++) {
    threads[i] = new Thread({ target: fun, args: [`t-${i}`] });
    threads[i]!.start();
  }
  print(
    text({ en: 'active while they run:', zh: '运行中:' }),
    activeCount(),
  );
  for (const t of threads) t.join();
  sleep(5.5);
  print(activeCount());
}

export default defineDemo({
  main,
  summary: {
    en: 'count the threads that are alive',
    zh: '统计当前活跃的线程数',
  },
  teaches: 'threading.active_count',
  ideal: 6.5,
});
