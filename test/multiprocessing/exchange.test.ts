import { describe, expect, it } from 'vitest';
import { BlockingOnMainThreadError, multiprocessing, Process } from 'concurrency-demos';
import { fixture, named, onLane } from './on-lane.js';

const exchanges = onLane('exchanges');
const module = fixture('exchanges');

describe('multiprocessing.Event', () => {
  it('is waited for in one process and set in another', async () => {
    const seen = await exchanges('events');
    expect(seen).toMatchObject({
      first: false,
      now: false,
      inTime: { value: false },
      woken: true,
      isSet: true,
      again: true,
      cleared: [false, false],
    });
    expect(seen.inTime.ms).toBeGreaterThanOrEqual(99);
    expect(seen.inTime.ms).toBeLessThan(500);
  });

  it('wakes all who wait although it is cleared at once', async () => {
    expect(await exchanges('setAndClear', 3)).toEqual([true, true, true]);
  });
});

describe('multiprocessing.Queue', () => {
  it('waits or tells when it is full or empty, and is freed by another process', async () => {
    const seen = await exchanges('bounded');
    expect(seen).toMatchObject({
      state: [true, 6, 6],
      now: 'QueueFullError',
      nowait: 'QueueFullError',
      inTime: { value: 'QueueFullError' },
      got: [0, 1, 2, 3, 4, 5],
      empty: ['QueueEmptyError', 'QueueEmptyError', { value: 'QueueEmptyError' }],
      negative: 'BadTimeoutError',
    });
    for (const { ms } of [seen.inTime, seen.empty[2]]) {
      expect(ms).toBeGreaterThanOrEqual(99);
      expect(ms).toBeLessThan(500);
    }
  });

  it('carries each item once, in order from each process, with its type', async () => {
    expect(await exchanges('many', 3, 100)).toEqual({ count: 300, ordered: true, dates: true });
  });

  it('is joined when every item is done with', async () => {
    expect(await exchanges('joined')).toEqual({ left: 0, tooMany: 'TaskDoneError' });
  });

  it('goes on to grandchildren, threads and pools, nested in what is passed, and comes back', async () => {
    expect(await exchanges('passed')).toEqual(['nested', 'nested', 'nested']);
    expect(await exchanges('returned')).toBe('from the pool');
  });

  it('keeps its items when a process is killed that waits for one', async () => {
    expect(await exchanges('killedWaiter')).toBe('still here');
  });

  it("is awaited on Node's main thread, where get would block", async () => {
    const queue = new multiprocessing.Queue<number>();
    expect(() => queue.get()).toThrow(BlockingOnMainThreadError);
    const child = new Process({ target: named('feed'), args: [queue, 5, 1], module });
    child.start();
    expect(await queue.getAsync()).toMatchObject({ i: 5 });
    await queue.putAsync(1);
    expect(queue.qsize()).toBe(1);
    expect(queue.getNowait()).toBe(1);
    await expect(queue.getAsync(0.05)).rejects.toThrow('empty');
    await child.joinAsync();
  });
});

describe('multiprocessing.Pipe', () => {
  it('carries values both ways, and ends when it is closed', async () => {
    const { values, back, polled, closed, oneWay, can } = await exchanges('pipes');
    expect(back).toEqual(values);
    expect(polled).toMatchObject([false, { value: false }, true, 'end']);
    expect(polled[1].ms).toBeGreaterThanOrEqual(99);
    expect(closed).toEqual(['last', 'EndOfPipeError', true, 'EndOfPipeError']);
    expect(oneWay).toEqual(['OneWayError', 'OneWayError']);
    expect(can).toEqual([true, false, false, true]);
  });
});
