import { afterAll, beforeAll, expect, test } from 'vitest';
import * as gevent from '../../src/gevent/index.js';
import { greenlet, getcurrent } from '../../src/greenlet/greenlet.js';
import { print } from '../../src/lane/print.js';
import { listen } from '../../src/trace/emit.js';
import type { Emitted } from '../../src/trace/event.js';

let seen: string[] = [];
const names = new Map<number, string>([[0, 'main']]);

beforeAll(() => {
  listen({
    write(lane, event: Emitted) {
      if (event.type === 'lane-start') names.set(lane, event.name!);
      const { type, ...rest } = event as Emitted & { text?: string; on?: string; how?: string };
      const parent = event.type === 'lane-start' ? names.get(Number(event.parent)) : '';
      const what = rest.text ?? rest.on ?? rest.how ?? parent;
      seen.push(`${names.get(lane)} ${type} ${what}`.trim());
    },
  });
});
afterAll(() => listen(null));

const of = (lane: string) => seen.filter((line) => line.startsWith(`${lane} `));

test('each greenlet is a lane with its start, waits and end', async () => {
  seen = [];
  const opened = new gevent.Event();
  const sleeper = gevent.spawn(async function sleeper() {
    await gevent.sleep(0.001);
    opened.set();
  });
  const waiter = gevent.spawn(async function waiter() {
    await opened.wait();
    print('through');
  });
  await gevent.joinall([sleeper, waiter]);
  expect(of('sleeper')).toEqual([
    'sleeper lane-start main',
    'sleeper sleep',
    'sleeper wake',
    'sleeper set event',
    'sleeper lane-end returned',
  ]);
  expect(of('waiter')).toEqual([
    'waiter lane-start main',
    'waiter wait event',
    'waiter wake event',
    'waiter print through',
    'waiter lane-end returned',
  ]);
  expect(of('main')).toEqual(['main wait joinall', 'main wake joinall']);
});

test('every line is on its lane, also after native awaits, in timers, and of nested greenlets', async () => {
  seen = [];
  const outer = gevent.spawn(async function outer() {
    await new Promise((resolve) => setTimeout(resolve, 1));
    print('after a native await');
    await new Promise<void>((resolve) =>
      setTimeout(() => {
        print('in a timer');
        resolve();
      }, 1),
    );
    await gevent
      .spawn(function inner() {
        print('nested');
      })
      .get();
    const classic = greenlet(function* classic() {
      print('classic');
      yield getcurrent().parent!.switch();
    });
    classic.switch();
    print('and home');
  });
  await outer.get();
  expect(seen.filter((line) => line.includes(' print '))).toEqual([
    'outer print after a native await',
    'outer print in a timer',
    'inner print nested',
    'classic print classic',
    'outer print and home',
  ]);
  expect(of('inner')[0]).toBe('inner lane-start outer');
});

test('a failure is an error on its lane, a kill is none', async () => {
  seen = [];
  const failing = gevent.spawn(async function failing() {
    await gevent.sleep(0);
    throw new RangeError('mine');
  });
  const stuck = gevent.spawn(async function stuck() {
    await gevent.sleep(60);
  });
  await failing.join();
  await stuck.kill();
  expect(of('failing').slice(-2)).toEqual(['failing error', 'failing lane-end failed']);
  expect(of('stuck').slice(-2)).toEqual(['stuck wake', 'stuck lane-end killed']);
});

test('a link callback runs on the lane that linked it', async () => {
  seen = [];
  const linked = gevent.spawn(function linked() {});
  linked.link(() => print('of main'));
  await linked.join();
  await gevent.sleep(0);
  await gevent.sleep(0);
  expect(seen).toContain('main print of main');
});
