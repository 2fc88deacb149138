import type { TraceEvent } from '../trace/event.js';
import { durations, type Notes } from './notes.js';

export const notes: Notes = {
  notice: [
    {
      line: 'event.set(); // green at first',
      en: 'Set means green: nobody waits for an event that is set.',
      zh: '置位表示绿灯：事件已置位时谁也不用等。',
    },
    {
      line: 'if (event.isSet()) {',
      en: 'The light may change right after this question. The race is real: in a cycle a car drives on six or seven times.',
      zh: '问完之后灯可能立刻就变。这个竞争是真实的：每个周期车会开动六次或七次。',
    },
    {
      line: 'event.wait();',
      en: 'The car stops here, using no processor time, and set() wakes it at once.',
      zh: '车停在这里，不占用处理器；set() 会立刻唤醒它。',
    },
    {
      line: '// As in the notebook this tick turns the light green and says nothing.',
      en: 'Why the car goes a second before the first green line of a cycle.',
      zh: '所以每个周期里，车比第一行绿灯早一秒出发。',
    },
  ],
  differs: [
    {
      en: 'The Event lies in shared memory, so it can be handed to a thread. A plain object would arrive there as a copy, and no change would ever be seen.',
      zh: 'Event 位于共享内存，因此可以交给线程使用。普通对象传过去只是副本，永远看不到修改。',
    },
    {
      en: "The car really blocks. On Node's main thread that is forbidden; a demo's main runs on a thread of its own, where it is not.",
      zh: '车是真的阻塞。Node 的主线程上不允许阻塞；而演示的 main 运行在自己的线程上，所以可以。',
    },
    {
      en: 'A thread takes longer to start than in Python: main waits for the light before it lets the cars come.',
      zh: '线程启动比 Python 慢：主线程先等灯亮，再让车上路。',
    },
  ],
  tries: [
    {
      words: 'run traffic-light --car MINI --car BMW',
      en: 'one event wakes all who wait',
      zh: '一个事件唤醒所有等待者',
    },
    {
      words: 'run traffic-light --cycles 1 --svg light.svg',
      en: 'a picture for your slides',
      zh: '导出一张图放进幻灯片',
    },
    { words: 'run traffic-light --forever', en: 'until Ctrl-C', zh: '一直运行，直到 Ctrl-C' },
  ],
  question: {
    ask: {
      en: 'The light is red from 6 s on, and green again at 11 s without saying so; the next green line comes at 12 s. When does the waiting car go?',
      zh: '灯从第 6 秒起变红，第 11 秒悄悄变绿，下一行绿灯在第 12 秒。等待的车什么时候出发？',
    },
    ...durations([7, 11, 12], (events) => {
      const red = events.findIndex((event) => event.type === 'clear');
      const wait = events.find((event, at) => at > red && event.type === 'wait');
      const go = events.find(
        (event) =>
          event.type === 'wake' && event.lane === laneOf(wait) && event.t >= (wait?.t ?? NaN),
      );
      const { speed } = events.find((event) => event.type === 'run-start') ?? { speed: 1 };
      return 6 / speed + (go?.t ?? NaN) - (events[red]?.t ?? NaN);
    }),
    because: {
      en: 'It does not look again each second: set() wakes it.',
      zh: '它并不是每秒再看一次：是 set() 唤醒了它。',
    },
  },
};

function laneOf(event: TraceEvent | undefined): string | undefined {
  return event !== undefined && 'lane' in event ? event.lane : undefined;
}
