import { expect, test } from 'vitest';
import { QueueEmptyError, QueueFullError } from '../../src/threading/errors.js';
import * as gevent from '../../src/gevent/index.js';

test('items come out as they went in, and get waits for one', async () => {
  const queue = new gevent.Queue<number>();
  const taker = gevent.spawn(async () => [await queue.get(), await queue.get(), await queue.get()]);
  await gevent.sleep(0);
  for (const item of [1, 2, 3]) await queue.put(item);
  expect(await taker.get()).toEqual([1, 2, 3]);
  expect([queue.empty(), queue.full(), queue.qsize()]).toEqual([true, false, 0]);
});

test('put waits while the queue is full, and the order is kept', async () => {
  const queue = new gevent.Queue<number>(2);
  const putter = gevent.spawn(async () => {
    for (let i = 0; i < 5; i++) await queue.put(i);
  });
  await gevent.sleep(0);
  await gevent.sleep(0);
  expect([putter.dead, queue.full(), queue.qsize()]).toEqual([false, true, 2]);
  const got = [];
  for (let i = 0; i < 5; i++) got.push(await queue.get());
  expect(got).toEqual([0, 1, 2, 3, 4]);
  await putter.join();
});

test('who will not wait gets Full or Empty, at once or in time, and leaves nothing behind', async () => {
  const queue = new gevent.Queue<string>(1);
  await expect(queue.get(false)).rejects.toThrow(QueueEmptyError);
  expect(() => queue.getNowait()).toThrow(QueueEmptyError);
  await expect(queue.get(true, 0.001)).rejects.toThrow(QueueEmptyError);
  queue.putNowait('one');
  expect(() => queue.putNowait('two')).toThrow(QueueFullError);
  await expect(queue.put('two', false)).rejects.toThrow(QueueFullError);
  await expect(queue.put('two', true, 0.001)).rejects.toThrow(QueueFullError);
  expect(queue.getNowait()).toBe('one');
  expect(queue.empty()).toBe(true);
});

test('many items through many greenlets: each exactly once', async () => {
  const queue = new gevent.Queue<number>(7);
  const got: number[] = [];
  const takers = Array.from({ length: 5 }, () =>
    gevent.spawn(async () => {
      for (let item = await queue.get(); item >= 0; item = await queue.get()) got.push(item);
    }),
  );
  const putters = Array.from({ length: 5 }, (_, n) =>
    gevent.spawn(async () => {
      for (let i = 0; i < 400; i++) await queue.put(n * 400 + i);
    }),
  );
  await gevent.joinall(putters);
  for (const _ of takers) await queue.put(-1);
  await gevent.joinall(takers);
  expect(got.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 2000 }, (_, i) => i));
});

test('a semaphore lets no more pass than it has permits, in the order of arrival', async () => {
  const permits = new gevent.Semaphore(2);
  const order: number[] = [];
  let inside = 0;
  let most = 0;
  const body = async (n: number) => {
    await permits.with(async () => {
      order.push(n);
      most = Math.max(most, ++inside);
      await gevent.sleep(0);
      inside--;
    });
  };
  await gevent.joinall(Array.from({ length: 9 }, (_, n) => gevent.spawn(body, n)));
  expect(most).toBe(2);
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect([permits.counter, permits.locked()]).toEqual([2, false]);
});

test('acquire can refuse to wait, or wait only so long', async () => {
  const permits = new gevent.Semaphore();
  expect(await permits.acquire(false)).toBe(true);
  expect(await permits.acquire(false)).toBe(false);
  expect(await permits.acquire(true, 0.001)).toBe(false);
  permits.release();
  const failing = permits.with(() => Promise.reject(new RangeError('mine')));
  await expect(failing).rejects.toThrow('mine');
  expect(permits.counter).toBe(1);
  expect(() => new gevent.Semaphore(-1)).toThrow(gevent.BadCountError);
});
