/** A traffic light is an Event: set is green. A car drives while it is set, and else waits for it. */
import { defineDemo, Event, print, sleep, text, Thread } from 'concurrency-demos';

export function lighter(event: Event, over: Event, cycles: number): void {
  let count = 0;
  event.set(); // green at first
  for (let cycle = 1; ;) {
    if (5 < count && count <= 10) {
      event.clear(); // red
      print(text({ en: 'the light is red', zh: '现在是红灯' }));
    } else if (count > 10) {
      // As in the notebook this tick turns the light green and says nothing.
      if (cycle++ === cycles) over.set();
      event.set();
      if (over.isSet()) return;
      count = 0;
    } else print(text({ en: 'the light is green', zh: '现在是绿灯' }));
    sleep(1);
    count++;
  }
}

export function car(name: string, event: Event, over: Event): void {
  while (!over.isSet()) {
    if (event.isSet()) {
      print(text({ en: `['${name}'] drives on...`, zh: `['${name}'] 开动了...` }));
      sleep(1);
    } else {
      print(text({ en: `['${name}'] sees red, waits...`, zh: `['${name}'] 看到红灯,等待中...` }));
      event.wait();
      print(text({ en: `['${name}'] green, off it goes...`, zh: `['${name}'] 绿灯，请通行...` }));
    }
  }
}

export function main(options: { car: string[]; cycles: number; forever: boolean }): void {
  const event = new Event();
  const over = new Event({ name: 'over' });
  const cycles = options.forever ? Infinity : options.cycles;
  new Thread({ target: lighter, args: [event, over, cycles], name: 'light' }).start();
  event.wait(); // a worker takes some 20 ms to start: no car comes before the light is on
  for (const name of options.car)
    new Thread({ target: car, args: [name, event, over], name }).start();
}

export default defineDemo({
  main,
  summary: { en: 'an Event holds a car at a red light', zh: '用 Event 模拟红绿灯' },
  teaches: 'threading.Event',
  options: {
    car: {
      type: 'strings',
      default: ['MINI'],
      description: { en: "a car's name; may be given several times", zh: '车名，可以给出多个' },
    },
    cycles: {
      type: 'number',
      default: 2,
      min: 1,
      integer: true,
      description: {
        en: 'how many cycles of 11 s the light runs',
        zh: '红绿灯循环的次数，每次 11 秒',
      },
    },
    forever: {
      type: 'boolean',
      default: false,
      description: { en: 'until Ctrl-C', zh: '一直运行，直到 Ctrl-C' },
    },
  },
  ideal: ({ cycles, forever }) => (forever ? NaN : 11 * cycles),
});
