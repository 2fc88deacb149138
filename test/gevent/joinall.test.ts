import { expect, test } from 'vitest';
import * as gevent from '../../src/gevent/index.js';
import { unreported } from './reports.js';

const after = (turns: number, value: unknown) =>
  gevent.spawn(async () => {
    for (let i = 0; i < turns; i++) await gevent.sleep(0);
    if (value instanceof Error) throw value;
    return value;
  });
const values = (greenlets: gevent.Greenlet[]) => greenlets.map(({ value }) => value);

test('it gives the greenlets in the order in which they ended, those that were over first', async () => {
  const over = [after(2, 'y'), after(1, 'x')];
  await gevent.joinall(over);
  const done = await gevent.joinall([...over, after(3, 'c'), after(1, 'a'), after(2, 'b')]);
  expect(values(done)).toEqual(['x', 'y', 'a', 'b', 'c']);
});

test('the same greenlet twice, and none at all, do not hang it', async () => {
  const g = after(1, 'a');
  expect(values(await gevent.joinall([g, g]))).toEqual(['a']);
  const [b, c] = [after(2, 'b'), after(1, 'c')];
  expect(values(await gevent.joinall([g, b, c, b, g], { count: 3 }))).toEqual(['a', 'c', 'b']);
  expect(await gevent.joinall([])).toEqual([]);
});

test('with a time-out it gives those that are done', async () => {
  const slow = gevent.spawn(() => gevent.sleep(60));
  expect(values(await gevent.joinall([slow, after(0, 'a')], { timeout: 0.02 }))).toEqual(['a']);
  await slow.kill();
});

test('with a count it returns early and the others go on', async () => {
  const slow = after(4, 'slow');
  expect(values(await gevent.joinall([slow, after(0, 'fast')], { count: 1 }))).toEqual(['fast']);
  expect(slow.dead).toBe(false);
  expect(await slow.get()).toBe('slow');
});

test('raiseError throws the earliest failure in time, and takes it; the others go on', async () => {
  const report = await unreported(async () => {
    const list = [after(3, new Error('late')), after(1, new Error('early')), after(5, 'fine')];
    await expect(gevent.joinall(list, { raiseError: true })).rejects.toThrow('early');
    expect(list[2]!.dead).toBe(false);
    await list[2]!.join();
    await expect(gevent.joinall(list, { raiseError: true })).rejects.toThrow('early');
  });
  expect(report).toContain('Error: late');
  expect(report).not.toContain('Error: early');
});

test('raiseError without failures gives all, and without the flag nothing is thrown', async () => {
  const done = await gevent.joinall([after(1, 1), after(0, 2)], { raiseError: true });
  expect(values(done)).toEqual([2, 1]);
  const report = await unreported(async () => {
    await gevent.joinall([after(0, new Error('kept'))]);
  });
  expect(report).toContain('kept');
});

test('count with raiseError returns after the first that is finished', async () => {
  const report = await unreported(async () => {
    const list = [after(0, 'first'), after(3, new Error('later'))];
    expect(values(await gevent.joinall(list, { raiseError: true, count: 1 }))).toEqual(['first']);
    await list[1]!.join();
  });
  expect(report).toContain('later');
});

test('wait takes greenlets, events and results together', async () => {
  const [event, result] = [new gevent.Event(), new gevent.AsyncResult()];
  const g = after(2, 'g');
  after(0, null).link(() => event.set());
  expect(await gevent.wait([g, event, result], { count: 1 })).toEqual([event]);
  result.set(1);
  expect(await gevent.wait([result, event])).toEqual([result, event]);
  expect(await gevent.wait([g, event, result])).toHaveLength(3);
});

test('wait without objects waits for all greenlets', async () => {
  const list = [after(3, 0), after(1, 0)];
  expect(await gevent.wait(undefined, { timeout: 0 })).toBe(false);
  expect(await gevent.wait()).toBe(true);
  expect(list.every(({ dead }) => dead)).toBe(true);
});

test('one that becomes ready while they are listed counts once', async () => {
  const event = new gevent.Event();
  const listed = (function* () {
    yield event;
    event.set();
    yield event;
  })();
  expect(await gevent.wait(listed)).toEqual([event]);
});

test('raiseError looks at as many as are counted, in the order in which they ended', async () => {
  const fails = gevent.spawn(async () => {
    await gevent.sleep(0.002);
    throw new Error('later');
  });
  const both = [fails, after(0, 'a')];
  const report = await unreported(async () => void (await gevent.joinall(both)));
  expect(report).toContain('later');
  expect(values(await gevent.joinall(both, { count: 1, raiseError: true }))).toEqual(['a']);
});
