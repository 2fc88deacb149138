import { expect, test } from 'vitest';
import * as gevent from '../../src/gevent/index.js';
import { unreported } from './reports.js';

const states = (g: gevent.Greenlet) => ({
  started: g.started,
  dead: g.dead,
  ready: g.ready(),
  successful: g.successful(),
  value: g.value,
  exception: g.exception,
});
const untouched = { value: undefined, exception: null };

test('the states of a greenlet before its start, after it, while it runs, and at the end', async () => {
  const gate = new gevent.Event();
  const g = new gevent.Greenlet(async (x: number) => {
    await gate.wait();
    return x;
  }, 5);
  const before = { started: false, dead: false, ready: false, successful: false, ...untouched };
  expect(states(g)).toEqual(before);
  g.start();
  expect(states(g)).toEqual({ ...before, started: true });
  await gevent.sleep(0);
  expect(states(g)).toEqual({ ...before, started: true });
  gate.set();
  await g.join();
  const after = { started: false, dead: true, ready: true, successful: true };
  expect(states(g)).toEqual({ ...after, value: 5, exception: null });
});

test('a failed greenlet is ready and not successful, is reported once, and the others go on', async () => {
  const error = new TypeError('mine');
  let failing!: gevent.Greenlet;
  const report = await unreported(async () => {
    failing = gevent.spawn(async function broken() {
      throw error;
    });
    const other = gevent.spawn(() => gevent.sleep(0).then(() => 'fine'));
    await gevent.joinall([failing, other]);
    expect(other.value).toBe('fine');
  });
  expect(states(failing)).toMatchObject({ dead: true, ready: true, successful: false });
  expect(failing.value).toBeUndefined();
  expect(failing.exception).toBe(error);
  expect(report).toContain('TypeError: mine');
  expect(report).toContain('<Greenlet broken> failed with TypeError');
  expect(report.match(/failed with/g)).toHaveLength(1);
});

test('a plain function that throws at once fails its greenlet, not its spawner', async () => {
  const report = await unreported(async () => {
    const g = gevent.spawn(function sync() {
      throw new RangeError('at once');
    });
    await g.join();
    expect(g.exception).toEqual(new RangeError('at once'));
  });
  expect(report).toContain('<Greenlet sync> failed with RangeError');
});

test('get gives the value, or the failure, which then is not reported', async () => {
  const report = await unreported(async () => {
    expect(await gevent.spawn((a: number, b: number) => a + b, 1, 2).get()).toBe(3);
    await expect(
      gevent
        .spawn(async () => {
          throw new RangeError('taken');
        })
        .get(),
    ).rejects.toThrow('taken');
  });
  expect(report).toBe('');
});

test('get with a time-out raises Timeout; join with one just returns', async () => {
  const slow = gevent.spawn(() => gevent.sleep(60));
  await expect(slow.get(0.001)).rejects.toThrow(gevent.Timeout);
  await expect(slow.get(0)).rejects.toThrow('Timed out after 0 seconds');
  await slow.join(0.001);
  expect(slow.dead).toBe(false);
  await slow.kill();
});

test('a greenlet runs once, and must be a function', () => {
  const g = gevent.spawn(() => {});
  expect(() => g.start()).toThrow(/runs once/);
  expect(() => gevent.spawn(5 as never)).toThrow('Expected what a greenlet runs to be a function');
});

test('link callbacks run in the order they were added, also when it is over already', async () => {
  const order: unknown[] = [];
  const g = gevent.spawn(() => 'done');
  g.link((source) => order.push(1, source.value));
  g.link(() => order.push(2));
  await g.join();
  g.link(() => order.push(3));
  await gevent.sleep(0);
  await gevent.sleep(0);
  await gevent.sleep(0);
  expect(order).toEqual([1, 'done', 2, 3]);
});

test('a link callback that throws is reported and the next still runs', async () => {
  let second = false;
  const report = await unreported(async () => {
    const g = gevent.spawn(function linked() {});
    g.link(() => {
      throw new Error('in a callback');
    });
    g.link(() => (second = true));
    await g.join();
    await gevent.sleep(0);
    await gevent.sleep(0);
  });
  expect(second).toBe(true);
  expect(report).toContain('A callback linked to <Greenlet linked> failed with Error');
});

test('getcurrent is the greenlet after every kind of await, and null outside', async () => {
  const helper = async () => {
    await Promise.resolve();
    await gevent.sleep(0);
    return gevent.getcurrent();
  };
  const body = async (): Promise<(gevent.Greenlet | null)[]> => {
    const seen = [gevent.getcurrent()];
    await new Promise((resolve) => setTimeout(resolve, 1));
    seen.push(gevent.getcurrent());
    seen.push(await helper());
    await Promise.all([helper(), gevent.sleep(0.001)]);
    seen.push(gevent.getcurrent());
    return seen;
  };
  const greenlets = Array.from({ length: 20 }, () => gevent.spawn(body));
  for (const g of greenlets) expect(new Set(await g.get())).toEqual(new Set([g]));
  expect(gevent.getcurrent()).toBeNull();
});
