import { durations, printed, type Notes } from './notes.js';

export const notes: Notes = {
  notice: [
    {
      line: 'const start = performance.now();',
      en: "main's own stopwatch: what it shows depends on where main waits.",
      zh: '主线程自己的秒表：结果取决于主线程在哪里等待。',
    },
    {
      line: "print('task', name, currentThread());",
      en: 'Each thread knows itself: its name and its identifier.',
      zh: '每个线程都认识自己：名字和标识符。',
    },
    {
      line: 'if (join) for (const t of threads) t.join();',
      en: 'Without these joins main goes on at once and the cost is next to nothing.',
      zh: '没有这些 join，主线程立刻往下走，耗时几乎为零。',
    },
    {
      line: "print('cost:'",
      en: 'Even when main is done the program lives until its last thread has ended: they are no daemons.',
      zh: '主线程结束后程序仍会等最后一个线程结束：它们不是守护线程。',
    },
  ],
  differs: [
    {
      en: "The notebook's loop says `for tmp in t_obj: t.join()` and so joins the last thread three times: its cost can come before another thread's last line. Here each thread is joined.",
      zh: '原程序的循环写成 `for tmp in t_obj: t.join()`，把最后一个线程 join 了三次，所以 cost 可能早于其他线程的最后一行。这里每个线程都会 join。',
    },
    {
      en: 'performance.now() counts milliseconds, time.time() seconds.',
      zh: 'performance.now() 的单位是毫秒，time.time() 是秒。',
    },
  ],
  tries: [
    { words: 'run timing --no-join', en: 'main does not wait', zh: '主线程不等待' },
    {
      words: 'show timing --python',
      en: 'side by side with Python',
      zh: '与 Python 程序并排对照',
    },
    { words: 'run active-count', en: 'who is alive when', zh: '什么时候有谁还活着' },
  ],
  question: {
    ask: {
      en: 'Three threads of 3 s each, all joined. Which cost does main print?',
      zh: '三个线程各 3 秒，全部 join。主线程打印的 cost 是多少？',
    },
    ...durations([0, 3, 9], (events) =>
      Number(
        printed(events)
          .find((line) => line.startsWith('cost:'))
          ?.slice(5),
      ),
    ),
    because: {
      en: 'The threads sleep at the same time, and join waits for the last of them.',
      zh: '三个线程同时在睡，join 等到最后一个结束。',
    },
  },
};
