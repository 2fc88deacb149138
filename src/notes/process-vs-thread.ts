import { printed, type Notes } from './notes.js';

export const notes: Notes = {
  notice: [
    {
      line: 'run(child(count, own));',
      en: 'The child counts in its own copy: main still sees 0.',
      zh: '子进程数的是自己的副本：主程序看到的仍是 0。',
    },
    {
      line: 'run(thread(add, numbers)); // nothing is copied',
      en: 'The thread reads the very numbers that main wrote; the process gets them by message.',
      zh: '线程读的就是主程序写的那些数；进程则要靠消息传送。',
    },
    {
      line: 'limit[0] = 2;',
      en: 'Changed while both run: the thread reads 2, the child still 1.',
      zh: '两者运行时修改：线程读到 2，子进程仍读到 1。',
    },
    {
      line: 'median(10, () => run(thread(nothing))),',
      en: 'Ten of each, and the middle one counts: a single measurement would mislead.',
      zh: '各测十次取中位数：只测一次会误导人。',
    },
  ],
  differs: [
    {
      en: 'A Python thread sees every variable of its program. A thread of Node has a heap and modules of its own; only what is made to be shared is shared.',
      zh: 'Python 的线程能看到程序的所有变量。Node 的线程有自己的堆和模块，只有专门声明共享的才共享。',
    },
    {
      en: "Python's fork copies the parent's memory, so the child sees what the parent had set. A child of Node starts empty and loads the program anew.",
      zh: 'Python 的 fork 会复制父进程的内存，子进程能看到父进程设过的值。Node 的子进程从零开始，重新加载程序。',
    },
    {
      en: 'A thread of Node starts an engine of its own: it costs milliseconds, and a thread of Python a fraction of one. A process costs more than either.',
      zh: 'Node 的线程要启动自己的引擎，需要若干毫秒；Python 的线程不到一毫秒。进程比两者都贵。',
    },
  ],
  tries: [
    {
      words: 'show process-vs-thread --python',
      en: 'the same experiments in Python',
      zh: '同样的实验，用 Python 写',
    },
    {
      words: 'run process-vs-thread --html eight.html',
      en: 'a page to step through',
      zh: '生成可以逐步查看的网页',
    },
  ],
  question: {
    ask: {
      en: 'A process takes longer than a thread from its start to its end. How much longer, in Node?',
      zh: '在 Node 里，从启动到结束，进程比线程慢多少？',
    },
    choices: [
      { en: 'less than twice as long', zh: '不到两倍' },
      { en: '2 to 10 times as long', zh: '2 到 10 倍' },
      { en: 'more than 10 times as long', zh: '超过 10 倍' },
    ],
    answer: (events) => {
      const last = printed(events).findLast((line) => /\d (times|倍)/.test(line)) ?? '';
      const ratio = Number(/(\d+(\.\d+)?) (times|倍)/.exec(last)?.[1]);
      return ratio < 2 ? 0 : ratio <= 10 ? 1 : ratio > 10 ? 2 : -1;
    },
    because: {
      en: 'In Node a thread starts an engine of its own, nearly as a process does. A thread of Python starts none and costs a fraction of a millisecond.',
      zh: '在 Node 里，线程几乎和进程一样要启动自己的引擎；Python 的线程不用，不到一毫秒就能启动。',
    },
  },
};
