/** Two threads that print as fast as they can. */
import { defineDemo, print, Thread } from 'concurrency-demos';

export function flood(lines) {
  for (let i = 0; i < lines; i++) print('a line of which there are many');
}

export default defineDemo({
  main({ lines }) {
    const threads = [1, 2].map(() => new Thread({ target: flood, args: [lines / 2] }));
    for (const thread of threads) thread.start();
    for (const thread of threads) thread.join();
  },
  summary: { en: 'two threads print', zh: '两个线程打印' },
  teaches: 'print',
  options: {
    lines: { type: 'number', default: 1_000_000, description: { en: 'how many', zh: '行数' } },
  },
  ideal: { none: 'it prints as fast as it can' },
});
