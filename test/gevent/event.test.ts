import { expect, test } from 'vitest';
import * as gevent from '../../src/gevent/index.js';

test('an event wakes all 100 who wait although clear follows set at once', async () => {
  const event = new gevent.Event();
  const waiting = Array.from({ length: 100 }, () => gevent.spawn(() => event.wait()));
  await gevent.sleep(0);
  event.set();
  event.clear();
  const done = await gevent.joinall(waiting, { timeout: 10 });
  expect(done.map(({ value }) => value)).toEqual(Array(100).fill(true));
  expect(event.isSet()).toBe(false);
});

test('wait on a set event returns at once, on an unset one after its time', async () => {
  const event = new gevent.Event();
  expect(await event.wait(0)).toBe(false);
  expect(await event.wait(0.001)).toBe(false);
  event.set();
  expect(await event.wait()).toBe(true);
  await expect(event.wait(-1)).rejects.toThrow(RangeError);
});

test('a result wakes those who wait with its value', async () => {
  const result = new gevent.AsyncResult<number>();
  const waiting = gevent.spawn(() => result.get());
  await gevent.sleep(0);
  expect([result.ready(), result.successful(), result.value]).toEqual([false, false, undefined]);
  result.set(42);
  expect(await waiting.get()).toBe(42);
  expect([result.ready(), result.successful(), result.value]).toEqual([true, true, 42]);
  expect(await result.wait()).toBe(42);
});

test('a result can be an error, and get has a time-out', async () => {
  const result = new gevent.AsyncResult();
  await expect(result.get(0.001)).rejects.toThrow(gevent.Timeout);
  expect(await result.wait(0.001)).toBeUndefined();
  const error = new RangeError('set');
  result.setException(error);
  await expect(result.get()).rejects.toBe(error);
  expect([result.ready(), result.successful(), result.exception]).toEqual([true, false, error]);
});
