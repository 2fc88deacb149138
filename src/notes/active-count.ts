import { both, printed, type Notes } from './notes.js';

export const notes: Notes = {
  notice: [
    {
      line: "print(text({ en: 'active before:'",
      en: 'One thread: the main one counts itself.',
      zh: '一个线程：主线程把自己也算在内。',
    },
    {
      line: "en: 'active while they run:'",
      en: 'Counted from start() on, though no thread may have printed anything yet.',
      zh: '从 start() 起就算活跃，哪怕线程还没有打印任何内容。',
    },
    {
      line: 'for (const t of threads) t.join();',
      en: 'After its join a thread is no longer counted.',
      zh: 'join 返回之后，线程不再计入。',
    },
    {
      line: 'print(activeCount());',
      en: 'Only main is left, as in the plain Python program.',
      zh: '只剩主线程，与普通的 Python 程序一样。',
    },
  ],
  differs: [
    {
      en: 'The notebook printed 5 here: its host, IPython, keeps four threads of its own beside the main one. A plain Python program prints 1, as this one does.',
      zh: '原笔记在这里打印 5：它的宿主 IPython 除主线程外自带四个线程。普通的 Python 程序打印 1，与这里一样。',
    },
    {
      en: "Threads that are not made by Thread (Node's own for files and names, V8's for garbage) are not counted.",
      zh: '不是用 Thread 创建的线程（Node 处理文件和域名的线程、V8 的垃圾回收线程）不计入。',
    },
  ],
  tries: [
    {
      words: 'run active-count --json',
      en: 'every lane with its thread id',
      zh: '查看每条泳道及其线程号',
    },
    { words: 'run timing', en: 'what join is for', zh: 'join 有什么用' },
  ],
  question: {
    ask: {
      en: 'Three threads have just been started. What does activeCount() say?',
      zh: '刚启动了三个线程。activeCount() 返回多少？',
    },
    choices: [both('3'), both('4'), both('5')],
    answer: (events) => {
      const counts = printed(events).flatMap((line) => /: ?(\d+)$/.exec(line)?.[1] ?? []);
      return ['3', '4', '5'].indexOf(counts.at(-1) ?? '');
    },
    because: {
      en: 'The main thread is one of them.',
      zh: '主线程也是其中之一。',
    },
  },
};
