import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import * as gevent from '../../src/gevent/index.js';

test('spawn runs nothing until the caller awaits, then each greenlet in its turn', async () => {
  const order: string[] = [];
  const greenlets = ['a', 'b'].map((name) =>
    gevent.spawn(async () => {
      order.push(`${name} begins`);
      await Promise.resolve();
      await Promise.all([Promise.resolve(), Promise.resolve()]);
      order.push(`${name} goes on after native awaits`);
    }),
  );
  order.push('caller');
  await gevent.joinall(greenlets);
  // A turn of its own: what is ready at once runs to its end before the next greenlet begins.
  expect(order).toEqual([
    'caller',
    'a begins',
    'a goes on after native awaits',
    'b begins',
    'b goes on after native awaits',
  ]);
});

test('a thousand greenlets each finish what is ready at once before the next begins', async () => {
  const order: string[] = [];
  let immediates = 0;
  const count = () => {
    immediates++;
    if (order.length < 2000) setImmediate(count);
  };
  setImmediate(count);
  const body = async (i: number) => {
    order.push(`${i} begins`);
    for (let step = 0; step < i % 7; step++) await Promise.resolve(step);
    // Not a promise, but something that can be awaited: that takes one more step of the queue.
    await { then: (done: (value: number) => void) => void Promise.resolve(i).then(done) };
    order.push(`${i} ends`);
  };
  await gevent.joinall(Array.from({ length: 1000 }, (_, i) => gevent.spawn(body, i)));
  expect(order).toEqual(
    Array.from({ length: 1000 }, (_, i) => [`${i} begins`, `${i} ends`]).flat(),
  );
  // In between the loop turns now and then, for I/O and timers.
  expect(immediates).toBeGreaterThan(2);
});

test('sleep(0) gives way round-robin', async () => {
  const order: string[] = [];
  const body = async (name: string) => {
    order.push(`${name}A`);
    await gevent.sleep(0);
    order.push(`${name}B`);
  };
  await gevent.joinall([gevent.spawn(body, '1'), gevent.spawn(body, '2')]);
  expect(order.join(' ')).toBe('1A 2A 1B 2B');
});

test('greenlets that sleep(0) or wake each other for ever starve neither I/O nor timers', async () => {
  const going = new gevent.Event();
  going.set();
  const restless = gevent.spawn(async () => {
    while (going.isSet()) await gevent.sleep(0);
  });
  const [ping, pong] = [new gevent.Queue<number>(), new gevent.Queue<number>()];
  const pair = [
    gevent.spawn(async () => {
      while (going.isSet()) {
        ping.putNowait(1);
        await pong.get();
      }
    }),
    gevent.spawn(async () => {
      while (going.isSet()) {
        await ping.get();
        pong.putNowait(1);
      }
    }),
  ];
  const server = createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { connect } = await import('node:net');
  const address = server.address();
  const socket = connect((address as { port: number }).port, '127.0.0.1');
  const [data] = (await once(socket, 'data')) as [Buffer];
  await gevent.sleep(0.005);
  going.clear();
  ping.putNowait(0);
  await gevent.joinall([restless, ...pair], { timeout: 5 });
  server.close();
  expect(String(data)).toBe('hello');
  expect([restless, ...pair].every(({ dead }) => dead)).toBe(true);
});

test('a sleep is never shorter than it says, and sleeps of many pass side by side', async () => {
  const began = performance.now();
  const slept = await Promise.all(
    Array.from({ length: 500 }, (_, i) =>
      gevent
        .spawn(async () => {
          const before = performance.now();
          await gevent.sleep(0.02 + i / 1e5);
          return performance.now() - before - (20 + i / 100);
        })
        .get(),
    ),
  );
  expect(Math.min(...slept)).toBeGreaterThanOrEqual(0);
  expect(performance.now() - began).toBeLessThan(2000);
});

test('a wrong time is refused', async () => {
  await expect(gevent.sleep(-1)).rejects.toThrow(/gevent.sleep in seconds/);
  await expect(gevent.sleep(NaN)).rejects.toThrow(RangeError);
  await expect(gevent.joinall([], { timeout: -1 })).rejects.toThrow(RangeError);
  await expect(gevent.joinall([], { count: 1.5 })).rejects.toThrow(/count of gevent.joinall/);
});
