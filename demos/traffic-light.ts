/** A traffic light is an Event: set is green. A car drives while it is set, else waits. */
import {
  defineDemo,
  Event,
  print,
  sleep,
  text,
  Thread,
} from 'concurrency-demos';

const say = text({
  en: { green: 'the light is green', red: 'the light is red' },
  zh: { green: '现在是绿灯', red: '现在是红灯' },
});
const of = text({
  en: {
    drives: 'drives on...',
    waits: 'sees red, waits...',
    goes: 'green, off it goes...',
  },
  zh: {
    drives: '开动了...',
    waits: '看到红灯,等待中...',
    goes: '绿灯，请通行...',
  },
});

export function lighter(event: Event, over: Event, cycles: number): void {
  let count = 0;
  event.set(); // green at first
  for (let cycle = 1; ;) {
    if (5 < count && count <= 10) {
      event.clear(); // red
      print(say.red);
    } else if (count > 10) {
      // As in the notebook this tick turns the light green and says nothing.
      if (cycle++ === cycles) over.set();
      event.set();
      if (over.isSet()) return;
      count = 0;
    } else print(say.green);
    sleep(1);
    count++;
  }
}

export function car(name: string, event: Event, over: Event): void {
  while (!over.isSet()) {
    if (event.isSet()) {
      print(`['${name}'] ${of.drives}`);
      sleep(1);
    } else {
      print(`['${name}'] ${of.waits}`);
      event.wait();
      print(`['${name}'] ${of.goes}`);
    }
  }
}

type Options = { car: string[]; cycles: number; forever: boolean };

export function main({ car: cars, cycles, forever }: Options): void {
  const event = new Event();
  const over = new Event({ name: 'over' });
  const args = [event, over, forever ? Infinity : cycles] as const;
  new Thread({ target: lighter, args: [...args], name: 'light' }).start();
  event.wait(); // a worker takes some 20 ms to start: the light comes first
  for (const name of cars) {
    new Thread({ target: car, args: [name, event, over], name }).start();
  }
}

export default defineDemo({
  main,
  summary: {
    en: 'an Event holds a car at a red light',
    zh: '用 Event 模拟红绿灯',
  },
  teaches: 'threading.Event',
  options: {
    car: {
      type: 'strings',
      default: ['MINI'],
      description: { en: "a car's name", zh: '车名' },
    },
    cycles: {
      type: 'number',
      default: 2,
      min: 1,
      integer: true,
      description: {
        en: 'how many cycles of 11 s',
        zh: '循环的次数，每次 11 秒',
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
