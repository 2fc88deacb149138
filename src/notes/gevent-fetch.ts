import { both, printed, type Notes } from './notes.js';

export const notes: Notes = {
  notice: [
    {
      line: 'const resp = await gevent.get(url, { timeout });',
      en: 'Patched, the greenlet gives way here until its page is there. Unpatched, get() has blocked the thread before it returns, and nobody else could run.',
      zh: '打了补丁，协程在这里让出线程，等网页到达。没打补丁，get() 返回之前已经阻塞了线程，别的协程都无法运行。',
    },
    {
      line: 'print((error as Error).message);',
      en: 'One that fails says so on its own lane; the others go on.',
      zh: '失败的协程在自己的泳道上报告，其他协程继续。',
    },
    {
      line: 'if (patch) gevent.monkey.patchAll();',
      en: 'The line that makes the difference. In the notebook it is a comment.',
      zh: '差别就在这一行。原笔记里它被注释掉了。',
    },
    {
      line: 'gevent.spawn(f, url, timeout)',
      en: 'Three greenlets, one thread: see their thread ids with --json.',
      zh: '三个协程，一个线程：用 --json 可以看到线程号。',
    },
  ],
  differs: [
    {
      en: "gevent hides the waiting in ordinary calls, by patching Python's sockets. In JavaScript whoever waits says await; a function that forgets it does not wait.",
      zh: 'gevent 给 Python 的套接字打补丁，把等待藏在普通调用里。JavaScript 里等待必须写 await，忘了写就不会等。',
    },
    {
      en: "Node's own fetch never blocks. To show the unpatched notebook, gevent.get() lets another thread fetch while this one really waits.",
      zh: 'Node 自带的 fetch 从不阻塞。为了展示未打补丁的原程序，gevent.get() 让另一个线程去抓取，而当前线程真的在等待。',
    },
  ],
  tries: [
    {
      words: 'run gevent-fetch --no-patch --local',
      en: 'one after the other',
      zh: '一个接一个',
    },
    { words: 'run gevent-fetch --both --local', en: 'both, compared', zh: '两种方式对比' },
    {
      words: 'run gevent-fetch --url https://example.com/',
      en: 'pages of your own choice',
      zh: '抓取自己指定的网页',
    },
  ],
  question: {
    ask: {
      en: 'Three greenlets on one thread fetch a page each, patched. How many requests are sent before the first page has come?',
      zh: '同一个线程上的三个协程各抓取一个网页，已打补丁。第一个网页到达之前，已经发出了几个请求？',
    },
    choices: [both('1'), both('2'), both('3')],
    answer: (events) => {
      const lines = printed(events);
      const first = lines.findIndex((line) => / bytes received from /.test(line));
      return first < 0
        ? -1
        : lines.slice(0, first).filter((line) => line.startsWith('GET: ')).length - 1;
    },
    because: {
      en: 'Each greenlet gives way as soon as it waits for the network, so the next one starts at once.',
      zh: '每个协程一开始等待网络就让出线程，下一个随即开始。',
    },
  },
};
