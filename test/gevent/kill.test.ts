import { expect, test } from 'vitest';
import * as gevent from '../../src/gevent/index.js';
import { GreenletExit } from '../../src/greenlet/errors.js';
import { unreported } from './reports.js';

test('kill raises GreenletExit at the wait; the greenlet counts as successful, with it as value', async () => {
  let cleanedUp = false;
  const g = gevent.spawn(async () => {
    try {
      await gevent.sleep(60);
    } finally {
      cleanedUp = true;
    }
  });
  await gevent.sleep(0);
  await g.kill();
  expect(cleanedUp).toBe(true);
  expect([g.dead, g.successful(), g.exception]).toEqual([true, true, null]);
  expect(g.value).toBeInstanceOf(GreenletExit);
  await g.kill();
  expect(await g.get()).toBeInstanceOf(GreenletExit);
});

test('one that is killed before its first turn never begins', async () => {
  let began = false;
  const g = gevent.spawn(() => (began = true));
  await g.kill();
  await gevent.sleep(0);
  expect(began).toBe(false);
  expect([g.dead, g.successful()]).toEqual([true, true]);
  const unstarted = new gevent.Greenlet(() => {});
  await unstarted.kill();
  expect(() => unstarted.start()).toThrow(gevent.GreenletStartedError);
});

test('the killed greenlet may catch the error and go on', async () => {
  const g = gevent.spawn(async () => {
    try {
      await gevent.sleep(60);
    } catch (error) {
      await gevent.sleep(0);
      return `caught ${(error as Error).name}`;
    }
    return '';
  });
  await gevent.sleep(0);
  await g.kill();
  expect(g.value).toBe('caught GreenletExit');
});

test('another error than GreenletExit fails the greenlet', async () => {
  const g = gevent.spawn(() => gevent.sleep(60));
  await gevent.sleep(0);
  const outcome = g.get();
  void g.kill(new RangeError('because'));
  await expect(outcome).rejects.toThrow('because');
  expect(g.successful()).toBe(false);
});

test('it reaches waits behind helpers and native awaits, and only those of that greenlet', async () => {
  const helper = async () => {
    await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve, 1));
    await gevent.sleep(60);
  };
  const body = async () => {
    await helper();
    return 'not reached';
  };
  const [first, second] = [gevent.spawn(body), gevent.spawn(body)];
  await gevent.sleep(0.02);
  await first.kill();
  expect(first.value).toBeInstanceOf(GreenletExit);
  expect(second.dead).toBe(false);
  await second.kill();
});

test('all waits of the greenlet end, also those that nobody awaits', async () => {
  const g = gevent.spawn(async () => {
    void gevent.sleep(60);
    await Promise.all([gevent.sleep(60), gevent.sleep(61)]);
  });
  await gevent.sleep(0);
  await g.kill();
  expect(g.value).toBeInstanceOf(GreenletExit);
});

test('where the greenlet awaits something else, the error comes at its next wait in gevent', async () => {
  let release!: () => void;
  const native = new Promise<void>((resolve) => (release = resolve));
  const seen: string[] = [];
  const g = gevent.spawn(async () => {
    await native;
    seen.push('after the native await');
    await gevent.sleep(0);
    seen.push('not reached');
  });
  await gevent.sleep(0);
  const killed = g.kill();
  expect(g.dead).toBe(false);
  release();
  await killed;
  expect(seen).toEqual(['after the native await']);
  expect(g.value).toBeInstanceOf(GreenletExit);
});

test('kill gives up waiting for the end when its time is up', async () => {
  let release!: () => void;
  const native = new Promise<void>((resolve) => (release = resolve));
  const g = gevent.spawn(() => native);
  await gevent.sleep(0);
  await g.kill(undefined, 0.001);
  expect(g.dead).toBe(false);
  release();
  await g.join();
});

test('a greenlet can kill itself', async () => {
  const g = gevent.spawn(async () => {
    await gevent.getcurrent()!.kill();
    return 'not reached';
  });
  await g.join();
  expect(g.value).toBeInstanceOf(GreenletExit);
});

test('what a killed waiter was about to get is not lost', async () => {
  const queue = new gevent.Queue<number>();
  const got: number[] = [];
  const take = async () => void got.push(await queue.get());
  const [first, second] = [gevent.spawn(take), gevent.spawn(take)];
  await gevent.sleep(0);
  const killed = first.kill();
  queue.putNowait(1);
  await gevent.joinall([first, second]);
  await killed;
  expect(got).toEqual([1]);

  const permits = new gevent.Semaphore(0);
  const waiting = gevent.spawn(() => permits.acquire());
  await gevent.sleep(0);
  await waiting.kill();
  permits.release();
  expect(permits.counter).toBe(1);
});

test('nothing of it is reported', async () => {
  expect(
    await unreported(async () => {
      const g = gevent.spawn(() => gevent.sleep(60));
      await gevent.sleep(0);
      await g.kill();
    }),
  ).toBe('');
});

test('a kill need not be awaited, also where the killer is interrupted before it is done', async () => {
  const slow = gevent.spawn(async () => {
    try {
      await gevent.sleep(60);
    } finally {
      await gevent.sleep(0.02);
    }
  });
  const killer = gevent.spawn(async () => {
    void slow.kill();
    await gevent.sleep(60);
  });
  const itself = gevent.spawn(async () => {
    void gevent.getcurrent()!.kill();
    await gevent.sleep(0.001);
    return 'goes on';
  });
  await gevent.sleep(0.001);
  await killer.kill();
  expect(await itself.get()).toBe('goes on');
  await slow.join();
  // A rejection that nobody handles fails the test.
  expect([slow.dead, killer.dead]).toEqual([true, true]);
});
