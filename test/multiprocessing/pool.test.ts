import { afterEach, describe, expect, it } from 'vitest';
import {
  type AsyncResult,
  NotCloneableError,
  NotExportedError,
  Pool,
  PoolBrokenError,
  PoolClosedError,
  PoolRunningError,
  PoolSizeError,
  PoolTerminatedError,
  ResultNotReadyError,
  TaskTimeoutError,
  ThreadPool,
  UnsendableResultError,
  WorkerDiedError,
} from 'concurrency-demos';
import { fixture, named } from './on-lane.js';

const module = fixture('tasks');
const square = named('square');
const add = named('add');
const echo = named('echo');
const one = named('one');
const nap = named('nap');
const pid = named('pid');

function behaves(Kind: typeof Pool): void {
  const pools: Pool[] = [];
  const make = (workers = 2, options: object = {}): Pool => {
    const pool = new Kind(workers, { module, ...options });
    pools.push(pool);
    return pool;
  };
  afterEach(async () => {
    for (const pool of pools.splice(0)) {
      pool.terminate();
      await pool.joinAsync();
    }
  });

  it('gives a result when the task is done, and can be awaited', async () => {
    const pool = make();
    const result = pool.applyAsync(nap, [0.2, 'late']);
    expect(result.ready()).toBe(false);
    expect(() => result.successful()).toThrow(ResultNotReadyError);
    expect(await result).toBe('late');
    expect([result.ready(), result.successful()]).toEqual([true, true]);
    expect(result.get()).toBe('late');
    expect(await pool.applyAsync(named('napAsync'), [0.01, 'async'])).toBe('async');
  });

  it('keeps the type of arguments and results', async () => {
    const pool = make();
    const cycle: unknown[] = [];
    cycle.push(cycle);
    const values = [
      new Date(0),
      new Map([[1, new Set(['a'])]]),
      new Float32Array([1, 2]),
      10n,
      undefined,
      [undefined, null, -0, NaN, Infinity],
      /x/g,
      { nested: { deep: [new Date(1)] } },
      'text',
      cycle,
      new ArrayBuffer(3),
    ];
    expect(await pool.applyAsync(echo, values)).toEqual(values);
    const error = new RangeError('of range', { cause: new Error('cause') });
    const [back] = (await pool.applyAsync(echo, [error])) as [RangeError];
    expect(back).toBeInstanceOf(RangeError);
    expect(back.message).toBe('of range');
    expect(back.cause).toEqual(new Error('cause'));
    expect(await pool.applyAsync(one, [-0])).toBe(-0);
  });

  it('fails with the class, message, cause, fields and stack of what the task threw', async () => {
    const pool = make();
    const error = (await pool
      .applyAsync(named('overdraw'), [5])
      .then(undefined, (error: unknown) => error)) as Error & { missing: number };
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toMatch(/OverdraftError: 5 is missing|Error: 5 is missing/);
    expect(error.missing).toBe(5);
    expect(error.cause).toBeInstanceOf(TypeError);
    expect(error.stack).toContain('tasks.mjs');
    await expect(pool.applyAsync(named('failAt'), [3, 3])).rejects.toThrow(RangeError);
    await expect(pool.applyAsync(named('throwValue'), ['text'])).rejects.toBe('text');
  });

  it('calls back once, with the value or the error, before the result is ready', async () => {
    const pool = make();
    const calls: unknown[] = [];
    const callback = (value: unknown): number => calls.push(value);
    const errorCallback = (error: Error): number => calls.push(error.message);
    const good: AsyncResult<unknown> = pool.applyAsync(square, [3], {
      callback: (value) => calls.push([value, good.ready()]),
    });
    await good;
    await pool
      .applyAsync(named('failAt'), [3, 3], { callback, errorCallback } as never)
      .waitAsync();
    expect(calls).toEqual([[9, false], 'not 3']);
  });

  it('goes on calling back when a callback throws', async () => {
    const pool = make(1);
    const seen: unknown[] = [];
    const results = [1, 2, 3].map((n) =>
      pool.applyAsync(square, [n], {
        callback: (value) => {
          seen.push(value);
          throw new Error('in a callback');
        },
      }),
    );
    expect(await Promise.all(results)).toEqual([1, 4, 9]);
    expect(seen).toEqual([1, 4, 9]);
  });

  it('gives up waiting after the time-out, and loses nothing by it', async () => {
    const pool = make(1);
    const slow = pool.applyAsync(nap, [0.3, 'slow']);
    const began = performance.now();
    await expect(slow.getAsync(0.05)).rejects.toThrow(TaskTimeoutError);
    expect(performance.now() - began).toBeLessThan(250);
    const next = pool.applyAsync(nap, [0, 'next']);
    expect(await next).toBe('next');
    expect(await slow.getAsync()).toBe('slow');
  });

  it('maps in the order of the input, whatever the chunks', async () => {
    const pool = make();
    const items = Array.from({ length: 100 }, (_, i) => i);
    const squares = items.map((n) => n * n);
    expect(await pool.mapAsync(square, items)).toEqual(squares);
    for (const chunksize of [1, 7, 1000])
      expect(await pool.mapAsync(square, items, { chunksize })).toEqual(squares);
    expect(await pool.mapAsync(square, new Set([1, 2]), 1)).toEqual([1, 4]);
    expect(await pool.starmapAsync(add, [[1, 2], [3, 4]])).toEqual([3, 7]); // prettier-ignore
    expect(await pool.mapAsync(named('napAsync'), [0.01, 0.02])).toEqual([undefined, undefined]);
  });

  it('maps nothing to nothing at once', async () => {
    const pool = make(1);
    expect(await pool.mapAsync(square, [], { chunksize: 1 })).toEqual([]);
    expect(await pool.starmapAsync(add, [])).toEqual([]);
    for await (const _ of pool.imap(square, [])) expect.unreachable();
    for await (const _ of pool.imapUnordered(square, [])) expect.unreachable();
  });

  it('calls back a map once, with the whole list or the first error', async () => {
    const pool = make();
    const calls: unknown[] = [];
    const options = {
      chunksize: 1,
      callback: (list: unknown) => calls.push(list),
      errorCallback: (error: unknown) => calls.push((error as Error).message),
    };
    await pool.mapAsync(square, [1, 2, 3], options).waitAsync();
    await pool.mapAsync(named('failAt3'), [1, 2, 3, 4], options).waitAsync();
    expect(calls).toEqual([[1, 4, 9], 'not 3']);
    await expect(pool.mapAsync(named('failAt3'), [1, 2, 3])).rejects.toThrow(RangeError);
  });

  it('throws what the input of a map throws, and can be used on', async () => {
    const pool = make(1);
    function* broken(): Iterable<number> {
      yield 1;
      throw new Error('input');
    }
    expect(() => pool.mapAsync(square, broken())).toThrow('input');
    const seen: unknown[] = [];
    await expect(async () => {
      for await (const value of pool.imap(square, broken())) seen.push(value);
    }).rejects.toThrow('input');
    expect(seen).toEqual([1]);
    expect(await pool.applyAsync(square, [2])).toBe(4);
  });

  it('iterates lazily in the order of the input, also an endless one, past a failing task', async () => {
    const pool = make();
    function* naturals(): Iterable<number> {
      for (let n = 0; ; n++) yield n;
    }
    const seen: unknown[] = [];
    for await (const value of pool.imap(square, naturals(), 3)) {
      seen.push(value);
      if (seen.length === 1000) break;
    }
    expect(seen).toEqual(Array.from({ length: 1000 }, (_, n) => n * n));
    const iterator = pool.imap(named('failAt3'), [1, 2, 3, 4]);
    expect((await iterator.nextAsync()).value).toBe(1);
    expect((await iterator.nextAsync()).value).toBe(2);
    await expect(iterator.nextAsync()).rejects.toThrow('not 3');
    expect((await iterator.nextAsync()).value).toBe(4);
    expect((await iterator.nextAsync()).done).toBe(true);
  });

  it('iterates in the order of completion, each result once', async () => {
    const pool = make();
    const seen: unknown[] = [];
    for await (const value of pool.imapUnordered(square, Array(50).keys(), { chunksize: 4 }))
      seen.push(value);
    expect(new Set(seen)).toEqual(new Set(Array.from(Array(50).keys(), (n) => n * n)));
    expect(seen).toHaveLength(50);
    const slowFirst = pool.imapUnordered(named('napAsync'), [0.4, 0]);
    const began = performance.now();
    await slowFirst.nextAsync();
    expect(performance.now() - began).toBeLessThan(350);
  });

  it('hands in all that an iteration has left when it is closed', async () => {
    const pool = make();
    const iterator = pool.imap(square, Array(2000).keys());
    pool.close();
    let count = 0;
    for await (const _ of iterator) count++;
    expect(count).toBe(2000);
  });

  it('takes no task after close, does those that wait, and is joined then', async () => {
    const pool = make(2);
    expect(() => pool.join()).toThrow(PoolRunningError);
    await expect(pool.joinAsync()).rejects.toThrow(PoolRunningError);
    const results = Array.from({ length: 20 }, (_, n) => pool.applyAsync(square, [n]));
    pool.close();
    expect(() => pool.applyAsync(square, [1])).toThrow(PoolClosedError);
    expect(() => pool.mapAsync(square, [1])).toThrow(PoolClosedError);
    expect(() => pool.imap(square, [1])).toThrow(PoolClosedError);
    await pool.joinAsync();
    await pool.joinAsync();
    expect(results.every((result) => result.ready())).toBe(true);
  });

  it('terminates 10,000 waiting tasks within two seconds, and each of them fails', async () => {
    const pool = make(2);
    const results = Array.from({ length: 10_000 }, () => pool.applyAsync(nap, [0.3]));
    const began = performance.now();
    pool.terminate();
    await pool.joinAsync();
    expect(performance.now() - began).toBeLessThan(2000);
    const ends = await Promise.allSettled(results);
    const reasons = ends.map((end) => (end.status === 'rejected' ? end.reason : end));
    expect(reasons.every((reason) => reason instanceof PoolTerminatedError)).toBe(true);
    expect(() => pool.applyAsync(square, [1])).toThrow(PoolClosedError);
  });

  it('ends its workers when it is disposed of', async () => {
    const pool = make(2);
    await pool[Symbol.asyncDispose]();
    expect(() => pool.applyAsync(square, [1])).toThrow(PoolClosedError);
  });

  it('calls the initializer in each worker before its first task', async () => {
    const pool = make(2, { initializer: named('greet'), initargs: ['hello'] });
    const seen = await pool.mapAsync(named('greeted'), [1, 2, 3, 4], 1);
    expect(seen).toEqual(['hello', 'hello', 'hello', 'hello']);
  });

  it('says so when its workers cannot start, and hangs on nothing', async () => {
    const failing = make(2, { initializer: named('failToStart') });
    await expect(failing.applyAsync(square, [1])).rejects.toThrow('no database');
    await expect(failing.applyAsync(square, [2])).rejects.toThrow('no database');
    const dying = make(2, { initializer: named('exit'), initargs: [3] });
    const ends = await Promise.allSettled([1, 2, 3, 4].map((n) => dying.applyAsync(square, [n])));
    for (const end of ends) {
      expect(end.status).toBe('rejected');
      const { reason } = end as PromiseRejectedResult;
      expect(reason instanceof WorkerDiedError || reason instanceof PoolBrokenError).toBe(true);
    }
  });

  it('replaces a worker after maxTasksPerChild tasks, also when it was closed early', async () => {
    const pool = make(1, { maxTasksPerChild: 2, initializer: named('greet'), initargs: ['new'] });
    const results = [
      pool.applyAsync(named('greet'), ['old']),
      ...[1, 2, 3, 4].map(() => pool.applyAsync(named('greeted'), [])),
    ];
    pool.close();
    await pool.joinAsync();
    const [, ...seen] = await Promise.all(results);
    expect(seen).toEqual(['old', 'new', 'new', 'new']);
  });

  it('refuses what cannot work, and says what to do', () => {
    for (const workers of [0, -1, 1.5, NaN])
      expect(() => new Kind(workers, { module })).toThrow(PoolSizeError);
    expect(() => new Kind(1, { module, maxTasksPerChild: 0 })).toThrow(PoolSizeError);
    const pool = make(1);
    expect(() => pool.applyAsync(one, [() => {}])).toThrow(NotCloneableError);
    expect(() => pool.mapAsync(one, [1, Symbol('x')], 1)).toThrow(NotCloneableError);
    expect(() => pool.mapAsync(one, [1], 0)).toThrow(PoolSizeError);
  });

  it('fails a task whose function its module does not export', async () => {
    const pool = make(1);
    await expect(pool.applyAsync(named('missing'), [])).rejects.toThrow(NotExportedError);
    expect(await pool.applyAsync(square, [2])).toBe(4);
  });

  it('fails a task whose result cannot be sent; the worker lives on, twenty times', async () => {
    const pool = make(1);
    const worker = await pool.applyAsync(pid, []);
    for (let round = 0; round < 20; round++)
      await expect(pool.applyAsync(named('unsendable'), [])).rejects.toThrow(UnsendableResultError);
    expect(await pool.applyAsync(pid, [])).toBe(worker);
  });

  it('fails the task whose worker ends in the middle of it, does the others, and refills', async () => {
    const deaths = ['exit', 'throwLater', ...(Kind === Pool ? ['killSelf'] : [])];
    for (const death of deaths) {
      const pool = make(2);
      const doomed = pool.applyAsync(named(death), death === 'exit' ? [0] : []);
      const others = Array.from({ length: 10 }, (_, n) => pool.applyAsync(nap, [0.02, n]));
      await expect(doomed).rejects.toThrow(WorkerDiedError);
      await expect(doomed).rejects.toThrow(/worker-\d+ .* while it ran this task/);
      expect(await Promise.all(others)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(await pool.mapAsync(square, [1, 2, 3])).toEqual([1, 4, 9]);
      pool.close();
      await pool.joinAsync();
    }
  });

  describe('when tasks are so short that they go to a worker many at a time', () => {
    const quickly = named('quickly');
    const quickOrDie = named('quickOrDie');

    /** Has the pool learn that tasks of this function are short. */
    async function warmUp(pool: Pool, fn: typeof quickly): Promise<void> {
      for (let round = 0; round < 3; round++) {
        await Promise.all(Array.from({ length: 1000 }, () => pool.applyAsync(fn, [0])));
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }

    it('a long one hidden among them holds up none of the others', async () => {
      const pool = make(2);
      await warmUp(pool, quickly);
      let done = 0;
      const short = { callback: () => done++ };
      const tasks = Array.from({ length: 2000 }, (_, n) =>
        n === 1000 ? pool.applyAsync(quickly, [1500]) : pool.applyAsync(quickly, [0], short),
      );
      await Promise.all(tasks.filter((_, n) => n !== 1000));
      expect(done).toBe(1999);
      expect(tasks[1000]!.ready()).toBe(false);
      expect(await tasks[1000]).toBe(1500);
    });

    it('one that ends its worker fails, and no other that was not begun', async () => {
      const pool = make(2);
      await warmUp(pool, quickly);
      const tasks = Array.from({ length: 2000 }, (_, n) =>
        pool.applyAsync(quickly, [n === 1000 ? 'exit' : 0]),
      );
      const ends = await Promise.allSettled(tasks);
      const lost = ends.flatMap((end, n) => (end.status === 'rejected' ? [n] : []));
      expect(lost).toContain(1000);
      // What a process had done of its batch and not told yet is gone with it; a thread's is known.
      expect(lost.length).toBeLessThan(Kind === ThreadPool ? 2 : 513);
      for (const n of lost)
        await expect(tasks[n]).rejects.toThrow(
          lost.length === 1 ? /while it ran this task/ : /may have run/,
        );
      expect(await pool.applyAsync(quickly, [0])).toBe(0);
    });

    it('one that is long and then ends its worker fails alone', async () => {
      const pool = make(2);
      await warmUp(pool, quickOrDie);
      const tasks = Array.from({ length: 2000 }, (_, n) =>
        pool.applyAsync(quickOrDie, [n === 1000 ? 300 : 0]),
      );
      const ends = await Promise.allSettled(tasks);
      expect(ends.flatMap((end, n) => (end.status === 'rejected' ? [n] : []))).toEqual([1000]);
      await expect(tasks[1000]).rejects.toThrow(/while it ran this task/);
    });
  });
}

describe('Pool', () => {
  behaves(Pool);
});

describe('ThreadPool', () => {
  behaves(ThreadPool);
});
