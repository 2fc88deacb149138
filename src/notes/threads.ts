import { durations, linesSpan, type Notes } from './notes.js';

export const notes: Notes = {
  notice: [
    {
      line: "new Thread({ target: run, args: ['t1']",
      en: 'Nothing runs yet: a thread begins with start().',
      zh: '此时还没有运行：线程从 start() 才开始。',
    },
    {
      line: 't1.start();',
      en: 'From here on t1 runs beside main, with a heap of its own.',
      zh: '从这里起 t1 与主线程并行运行，并拥有自己的堆。',
    },
    {
      line: 'sleep(1);',
      en: 'Blocks this thread alone; the other goes on counting.',
      zh: '只阻塞当前线程，另一个线程照常倒数。',
    },
    {
      line: 't1.join();',
      en: 'main waits here until t1 is over, and uses no processor time for it.',
      zh: '主线程在这里等 t1 结束，等待时不占用处理器。',
    },
  ],
  differs: [
    {
      en: 'A worker imports this file anew and looks for the target by its name, so run must be exported. Python hands over the function itself.',
      zh: 'worker 会重新导入这个文件，再按名字查找目标函数，所以 run 必须导出；Python 则直接传递函数本身。',
    },
    {
      en: "Python's threads take turns at the interpreter lock; these compute at the same time, on as many cores as there are.",
      zh: 'Python 的线程要轮流持有解释器锁；这里的线程可以在多个核上同时计算。',
    },
    {
      en: 'A line comes whole. Python writes the text and its newline separately, so that lines of two threads can tear each other apart.',
      zh: '每一行都是完整输出的。Python 把文本和换行分开写，两个线程的行会互相打断。',
    },
  ],
  tries: [
    {
      words: 'run threads --repeat 20 --speed 10',
      en: 'in how many orders do the lines come?',
      zh: '各行会有多少种不同的次序？',
    },
    { words: 'run subclass', en: 'the same by overriding run', zh: '改用重写 run 的方式' },
    { words: 'run timing', en: 'who waits for whom', zh: '谁在等谁' },
  ],
  question: {
    ask: {
      en: 'Each of the two threads sleeps four times for a second. How long do they take together?',
      zh: '两个线程各睡四次，每次一秒。总共要多久？',
    },
    ...durations([2, 4, 8], linesSpan),
    because: {
      en: 'They sleep at the same time: the longest decides, not the sum.',
      zh: '它们同时在睡：由最长的决定，而不是总和。',
    },
  },
};
