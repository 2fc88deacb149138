import { expect, test } from 'vitest';
import * as gevent from '../../src/gevent/index.js';
import { unreported } from './reports.js';

/** Ends after as many turns as its item says. */
async function turns(item: number): Promise<number> {
  for (let i = 0; i < item; i++) await gevent.sleep(0);
  return item;
}

async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
  const list = [];
  for await (const result of results) list.push(result);
  return list;
}

test('spawn waits until a place is free', async () => {
  const pool = new gevent.Pool(1);
  const gate = new gevent.Event();
  await pool.spawn(() => gate.wait());
  expect([pool.full(), pool.freeCount()]).toEqual([true, 0]);
  const second = gevent.spawn(() => pool.spawn(() => 'second'));
  await gevent.sleep(0);
  await gevent.sleep(0);
  expect(second.dead).toBe(false);
  gate.set();
  expect(await (await second.get()).get()).toBe('second');
});

test('imapUnordered gives results in the order of completion, with size 1 in that of the items', async () => {
  expect(await all(new gevent.Pool(3).imapUnordered(turns, [10, 1, 4]))).toEqual([1, 4, 10]);
  expect(await all(new gevent.Pool(1).imapUnordered(turns, [10, 1, 4]))).toEqual([10, 1, 4]);
});

test('imap and map keep the order of the items; no more than size run at a time', async () => {
  let running = 0;
  let most = 0;
  const counted = async (item: number) => {
    most = Math.max(most, ++running);
    await turns(item % 5);
    running--;
    return item * 2;
  };
  const items = Array.from({ length: 40 }, (_, i) => i);
  const doubled = items.map((i) => i * 2);
  expect(await all(new gevent.Pool(3).imap(counted, items))).toEqual(doubled);
  expect(await new gevent.Pool(3).map(counted, items)).toEqual(doubled);
  expect(most).toBe(3);
});

test('no items, and items that come asynchronously', async () => {
  const pool = new gevent.Pool(2);
  expect(await pool.map(turns, [])).toEqual([]);
  expect(await all(pool.imapUnordered(turns, []))).toEqual([]);
  async function* items() {
    yield 2;
    await gevent.sleep(0);
    yield 1;
  }
  expect(await pool.map(turns, items())).toEqual([2, 1]);
});

test('a failure is thrown in its place, is not reported, and the pool stays usable', async () => {
  const report = await unreported(async () => {
    const pool = new gevent.Pool(2);
    const failing = async (item: number) => {
      await turns(item);
      if (item === 2) throw new RangeError('two');
      return item;
    };
    await expect(pool.map(failing, [1, 2, 3])).rejects.toThrow('two');
    await expect(all(pool.imapUnordered(failing, [1, 2, 3]))).rejects.toThrow('two');
    await pool.join();
    expect(await pool.map(failing, [1, 3])).toEqual([1, 3]);
  });
  expect(report).toBe('');
});

test('a failure of the items themselves comes out after the results before it', async () => {
  function* items() {
    yield 1;
    throw new RangeError('no more');
  }
  const got: number[] = [];
  const iterate = async () => {
    for await (const result of new gevent.Pool(2).imap(turns, items())) got.push(result);
  };
  await expect(iterate()).rejects.toThrow('no more');
  expect(got).toEqual([1]);
});

test('join waits for all, kill ends all', async () => {
  const pool = new gevent.Pool(3);
  const greenlets = [await pool.spawn(turns, 3), await pool.spawn(turns, 1)];
  expect(await pool.join()).toBe(true);
  expect(greenlets.map(({ value }) => value)).toEqual([3, 1]);
  const stuck = await pool.spawn(() => gevent.sleep(60));
  expect(await pool.join(0.001)).toBe(false);
  await pool.kill();
  expect(stuck.dead).toBe(true);
  expect(() => new gevent.Pool(0)).toThrow(gevent.BadCountError);
});
