import { both, printed, type Notes } from './notes.js';

export const notes: Notes = {
  notice: [
    {
      line: 'export class MyThread extends Thread',
      en: 'Exported, so that the worker finds the class by its name.',
      zh: '必须导出，worker 才能按名字找到这个类。',
    },
    {
      line: 'this.n = n;',
      en: 'A field of its own: it travels to the thread by structured clone.',
      zh: '自己的字段：通过结构化克隆传到线程里。',
    },
    {
      line: 'override run(): void {',
      en: 'start() calls it on the new thread; called by yourself it would run here.',
      zh: 'start() 会在新线程上调用它；自己直接调用则在当前线程运行。',
    },
    {
      line: 'print(`task:${this}`);',
      en: "The thread's own text form, as in the notebook, whose run(n) got the thread itself as n.",
      zh: '打印线程自身的文本形式：原程序的 run(n) 里，n 其实就是线程对象 self。',
    },
  ],
  differs: [
    {
      en: 'The constructor does not run again in the worker, and #private fields are refused: they cannot be cloned.',
      zh: '构造函数不会在 worker 里再次执行；#私有字段无法克隆，会被拒绝。',
    },
    {
      en: 'The thread works on a copy of the fields. In Python both threads see the same object; here only what is declared shared (Event, Lock, Queue, ...) stays shared.',
      zh: '线程用的是字段的副本。Python 里两个线程看到同一个对象；这里只有声明为共享的对象（Event、Lock、Queue 等）才是同一个。',
    },
  ],
  tries: [
    { words: 'run threads', en: 'the same with a target function', zh: '改用 target 函数的方式' },
    {
      words: 'show subclass --python',
      en: 'side by side with Python',
      zh: '与 Python 程序并排对照',
    },
  ],
  question: {
    ask: { en: 'What does print(`task:${this}`) say?', zh: 'print(`task:${this}`) 会打印什么？' },
    choices: [
      both('task:t1'),
      both('task:<MyThread(Thread-1, started ...)>'),
      both('task:[object Object]'),
    ],
    answer: (events) => {
      const [first = ''] = printed(events);
      return [/^task:t1$/, /^task:<MyThread\(/, /^task:\[object/].findIndex((text) =>
        text.test(first),
      );
    },
    because: {
      en: 'this is the thread, and a thread has a text form that names its class, itself and its state.',
      zh: 'this 就是线程，而线程的文本形式包含类名、线程名和状态。',
    },
  },
};
