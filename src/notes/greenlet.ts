import { both, printed, type Notes } from './notes.js';

const lines = ['t1', 't1.gr2.switch()', 't2.gr1.switch()'];

export const notes: Notes = {
  notice: [
    {
      line: 'const gr1 = greenlet(t1);',
      en: 'Nothing runs yet: a greenlet begins with the first switch to it.',
      zh: '此时还没有运行：第一次切换过去才开始。',
    },
    {
      line: 'yield gr2.switch();',
      en: 'Hands control to gr2; t1 stays suspended right here until somebody switches back.',
      zh: '把控制权交给 gr2；t1 就停在这里，直到有人切换回来。',
    },
    {
      line: "print('t2.gr1.switch()');",
      en: 'Then t2 ends, and control goes to its parent, the main program, not to t1.',
      zh: '随后 t2 结束，控制权回到父级即主程序，而不是 t1。',
    },
    {
      line: 'gr1.switch();',
      en: 'The only scheduler there is: the program itself.',
      zh: '唯一的调度者就是程序自己。',
    },
  ],
  differs: [
    {
      en: "Python's greenlet swaps whole stacks, so any function may switch. JavaScript can only suspend a generator at its yield; a helper that switches is called with yield*.",
      zh: 'Python 的 greenlet 切换整个调用栈，任何函数里都能切换。JavaScript 只能在生成器的 yield 处挂起；会切换的辅助函数要用 yield* 调用。',
    },
    {
      en: 'One thread all along: nothing here runs at the same time, and no lock is ever needed.',
      zh: '始终只有一个线程：没有任何东西同时运行，也永远不需要锁。',
    },
  ],
  tries: [
    {
      words: 'run greenlet --repeat 20',
      en: 'always the same order',
      zh: '次序永远相同',
    },
    {
      words: 'show greenlet --python',
      en: 'side by side with Python',
      zh: '与 Python 程序并排对照',
    },
  ],
  question: {
    ask: { en: 'Which line comes last?', zh: '最后一行是哪一行？' },
    choices: lines.map(both),
    answer: (events) => lines.indexOf(printed(events).at(-1) ?? ''),
    because: {
      en: 't1 is suspended in its second switch; t2 prints, ends, and nobody ever switches to t1 again.',
      zh: 't1 停在第二次切换处；t2 打印后结束，再也没有人切换到 t1。',
    },
  },
};
