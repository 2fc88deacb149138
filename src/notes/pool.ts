import { both, printed, type Notes } from './notes.js';

export const notes: Notes = {
  notice: [
    {
      line: 'const pool = new Pool(options.workers);',
      en: 'Each worker is a process of its own: other memory, other process id.',
      zh: '每个工作者都是独立的进程：内存不同，进程号也不同。',
    },
    {
      line: 'pool.applyAsync(foo, [i], { callback: bar });',
      en: 'Only hands the task over and goes on: all ten are submitted before the first is done.',
      zh: '只是把任务交出去就继续：十个任务全部提交时，第一个还没完成。',
    },
    {
      line: "print('end');",
      en: 'So this line comes first.',
      zh: '所以这一行最先出现。',
    },
    {
      line: 'pool.join();',
      en: 'main waits here, and here the callbacks run: in the parent, one at a time, as tasks are done.',
      zh: '主程序在这里等待，回调也在这里执行：在父进程里，一次一个，按完成的先后。',
    },
  ],
  differs: [
    {
      en: "Python's callbacks run on a helper thread of the pool; one that raises an error stops all later ones. Here they run on the lane that made the pool, and the others still run.",
      zh: 'Python 的回调在进程池的辅助线程上执行，一旦某个回调抛出异常，后面的都不再执行。这里的回调在创建进程池的泳道上执行，互不影响。',
    },
    {
      en: 'A Python worker is a copy of its parent (fork); a Node child starts empty and imports this file. So foo must be exported.',
      zh: 'Python 的工作进程是父进程的副本（fork）；Node 的子进程从零开始并导入这个文件，所以 foo 必须导出。',
    },
    {
      en: 'A worker that is killed in the middle of a task rejects that task here. In Python get() would wait for ever.',
      zh: '这里，工作进程若在任务中途被杀，该任务会报错；而 Python 的 get() 会永远等下去。',
    },
  ],
  tries: [
    { words: 'run pool --sync', en: 'apply waits for each task', zh: 'apply 逐个等待任务' },
    { words: 'run pool --workers 2', en: 'five waves instead of two', zh: '从两批变成五批' },
    {
      words: 'run pool --repeat 10 --speed 10',
      en: 'in how many orders do the callbacks come?',
      zh: '回调会有多少种次序？',
    },
  ],
  question: {
    ask: { en: 'Which line comes first?', zh: '哪一行最先出现？' },
    choices: [both('-->exec done: 100'), both('end'), both('-->exec done: 109')],
    answer: (events) =>
      ['-->exec done: 100', 'end', '-->exec done: 109'].indexOf(printed(events)[0] ?? ''),
    because: {
      en: 'applyAsync hands a task over and does not wait for it.',
      zh: 'applyAsync 只交出任务，不等它完成。',
    },
  },
};
