import { expect, test } from 'vitest';
import { settings } from '../../src/lane/lane.js';
import * as gevent from '../../src/gevent/index.js';
import { GreenletExit } from '../../src/greenlet/errors.js';

test('withTimeout gives the result if it is in time', async () => {
  expect(await gevent.withTimeout(60, async () => gevent.sleep(0).then(() => 'in time'))).toBe(
    'in time',
  );
  expect(await gevent.withTimeout(undefined, () => 'no limit')).toBe('no limit');
});

test('withTimeout raises Timeout where the function waits, or gives timeoutValue', async () => {
  const seen: string[] = [];
  const slow = async () => {
    try {
      await gevent.sleep(60);
    } catch (error) {
      seen.push((error as Error).name);
      throw error;
    }
  };
  await expect(gevent.withTimeout(0.001, slow)).rejects.toThrow('Timed out after 0.001 seconds');
  expect(await gevent.withTimeout(0.001, slow, { timeoutValue: 'late' })).toBe('late');
  expect(seen).toEqual(['Timeout', 'Timeout']);
});

test('an error of the function comes through, and is not taken for the time-out', async () => {
  const fails = async () => {
    await gevent.sleep(0);
    throw new gevent.Timeout(1);
  };
  await expect(gevent.withTimeout(60, fails, { timeoutValue: 0 })).rejects.toThrow(
    'after 1 second',
  );
});

test('what cannot be interrupted is given up', async () => {
  const stuck = new Promise<void>(() => {});
  expect(await gevent.withTimeout(0.001, () => stuck, { timeoutValue: 'late' })).toBe('late');
});

test('it ends only what runs within it, and nests', async () => {
  const beside = gevent.sleep(0.03).then(() => 'beside');
  const inner = () => gevent.withTimeout(0.001, () => gevent.sleep(60));
  await expect(gevent.withTimeout(60, inner)).rejects.toThrow('after 0.001 seconds');
  const outer = () => gevent.withTimeout(60, () => gevent.sleep(60), { timeoutValue: 'inner' });
  expect(await gevent.withTimeout(0.001, outer, { timeoutValue: 'outer' })).toBe('outer');
  expect(await beside).toBe('beside');
});

test('kill reaches into it', async () => {
  const g = gevent.spawn(() => gevent.withTimeout(60, () => gevent.sleep(60)));
  await gevent.sleep(0);
  await g.kill();
  expect(g.value).toBeInstanceOf(GreenletExit);
});

test('a started Timeout is raised in the greenlet that started it, unless it is closed', async () => {
  const g = gevent.spawn(async () => {
    const timeout = gevent.Timeout.startNew(0.001);
    expect(timeout.pending).toBe(true);
    try {
      await gevent.sleep(60);
    } catch (error) {
      return error === timeout;
    }
    return false;
  });
  const closed = gevent.spawn(async () => {
    const timeout = gevent.Timeout.startNew(0.001);
    timeout.close();
    await gevent.sleep(0.02);
    return timeout.pending;
  });
  expect(await g.get()).toBe(true);
  expect(await closed.get()).toBe(false);
});

test('a Timeout raises the error it was given; one that came too late is forgotten by close', async () => {
  const g = gevent.spawn(async () => {
    const timeout = new gevent.Timeout(0, new RangeError('instead')).start();
    await new Promise((resolve) => setTimeout(resolve, 10));
    timeout.close();
    await gevent.sleep(0);
    gevent.Timeout.startNew(0, new RangeError('instead'));
    await gevent.sleep(60);
  });
  await expect(g.get()).rejects.toThrow('instead');
});

test('--speed does not shorten time-outs, and does shorten sleeps', async () => {
  settings.speed = 1000;
  try {
    const began = performance.now();
    await gevent.sleep(10);
    expect(performance.now() - began).toBeLessThan(2000);
    expect(await new gevent.Event().wait(0.03)).toBe(false);
    expect(performance.now() - began).toBeGreaterThanOrEqual(40);
  } finally {
    settings.speed = 1;
  }
});

/** Waits for what gevent cannot interrupt. */
const outside = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function compute(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end;);
}

test('what was due first comes first, also where the loop was held up past both', async () => {
  const inTime = gevent.spawn(() => gevent.withTimeout(0.06, () => gevent.sleep(0.05)));
  const started = gevent.spawn(async () => {
    using _ = gevent.Timeout.startNew(0.06);
    await gevent.sleep(0.05);
  });
  gevent.spawn(async () => {
    await gevent.sleep(0.03);
    compute(60);
  });
  await gevent.joinall([inTime, started], { raiseError: true });
});

test('what a function was given in time is not lost by its time-out', async () => {
  const queue = new gevent.Queue<string>();
  const takes = gevent.spawn(() => gevent.withTimeout(0.03, () => queue.get()));
  await gevent.sleep(0.01);
  compute(40);
  queue.putNowait('item');
  expect(await takes.get()).toBe('item');
});

test('errors that come while nothing waits in gevent are raised one after the other', async () => {
  const [first, second] = [gevent.Timeout.startNew(0.01), gevent.Timeout.startNew(0.02)];
  await outside(40);
  await expect(gevent.sleep(1)).rejects.toBe(first);
  await expect(gevent.sleep(1)).rejects.toBe(second);

  const loops = gevent.spawn(async () => {
    for (;;) {
      await gevent.withTimeout(0.02, () => outside(60), { timeoutValue: null });
      await gevent.sleep(0.001);
    }
  });
  await gevent.sleep(0.005);
  await loops.kill();
  expect(loops.dead).toBe(true);
});

test('a Timeout outlives the withTimeout that it was started in, and its end reaches into one', async () => {
  const timeout = await gevent.withTimeout(1, async () => {
    const inner = gevent.Timeout.startNew(0.02);
    await gevent.sleep(0.001);
    return inner;
  });
  await expect(gevent.sleep(1)).rejects.toBe(timeout);

  const closed = gevent.Timeout.startNew(0.01);
  await gevent.withTimeout(1, async () => {
    await outside(30);
    closed.close();
    await gevent.sleep(0.001);
  });
});
