import { describe, expect, it } from 'vitest';
import {
  BadQueueSizeError,
  BlockingOnMainThreadError,
  Event,
  Lock,
  NotCloneableError,
  Queue,
  QueueEmptyError,
  QueueFullError,
  TaskDoneError,
  Thread,
} from 'concurrency-demos';
import { onMain } from './on-main.js';

const queues = onMain('queues');
const module = new URL('../fixtures/threading/queues.mjs', import.meta.url).href;

/** Stands for the fixture's function of this name. */
const named = (name: string) => Object.defineProperty(() => {}, 'name', { value: name });

describe('Queue', () => {
  it('is a line of bounded length: full and empty wait, or tell, at once or in time', async () => {
    const seen = await queues('basic');
    expect(seen).toMatchObject({
      start: [true, false, 0, 2],
      one: [false, false, 1],
      two: [false, true, 2],
      fullNow: 'QueueFullError',
      fullNowait: 'QueueFullError',
      fullInTime: { value: 'QueueFullError' },
      order: [111, 222, 444],
      emptyNow: 'QueueEmptyError',
      emptyNowait: 'QueueEmptyError',
      emptyInTime: { value: 'QueueEmptyError' },
      getWaits: { value: 'late' },
      negative: ['BadTimeoutError', 'BadTimeoutError'],
    });
    for (const { ms } of [seen.fullInTime, seen.emptyInTime]) {
      expect(ms).toBeGreaterThanOrEqual(99);
      expect(ms).toBeLessThan(400);
    }
    expect(seen.putWaits).toBeGreaterThan(45);
  });

  it('is joined when every item is done with, more than once', async () => {
    const sum = (99 * 100) / 2;
    expect(await queues('joins')).toEqual({ left: 0, sum, tooMany: 'TaskDoneError' });
  });

  for (const maxsize of [0, 1, 7])
    it(`gives each of 10,000 items to one consumer, ${maxsize === 0 ? 'without a limit' : `at most ${maxsize} at a time`}`, async () => {
      const result = await queues('many', 5, 5, 10_000, maxsize);
      expect(result).toEqual({ exactlyOnce: true, ordered: true });
    });

  it('serves 50 producers and 50 consumers', async () => {
    expect(await queues('many', 50, 50, 10_000, 0)).toEqual({ exactlyOnce: true, ordered: true });
  });

  it('carries whatever structured clone carries, there and back', async () => {
    const [inbox, outbox] = [new Queue(), new Queue()];
    const thread = new Thread({ target: named('echo'), args: [inbox, outbox] as never, module });
    thread.start();
    const shared = { twice: true };
    const values: unknown[] = [
      0,
      -0,
      1.5,
      NaN,
      -Infinity,
      2 ** 53,
      '',
      'text',
      'wörter, 字, 😀',
      'half \ud800',
      'x'.repeat(100_000),
      true,
      false,
      null,
      undefined,
      12345678901234567890n,
      [],
      {},
      [1, 'two', [3, { four: null }]],
      [undefined, -0, NaN],
      { a: undefined, 'b c': [true], __proto__: null },
      Array.from({ length: 1000 }, (_, i) => ({ i })),
      new Date(86_400_000),
      /a+/giu,
      new Map([[{ key: 1 }, new Set(['x'])]]),
      new Uint8Array([1, 2, 3]),
      new Float64Array([0.5, -0.5]),
      new BigInt64Array([-1n]),
      new Uint8Array([9, 8, 7]).buffer,
      [shared, shared],
    ];
    for (const value of values) {
      await inbox.putAsync(value);
      expect(await outbox.getAsync()).toEqual(structuredClone(value));
    }
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    for (const [value, same] of [
      [[shared, shared], (got: unknown[]) => got[0] === got[1]],
      [cycle, (got: typeof cycle) => got.self === got],
      [Object.assign([1], { extra: 2 }), (got: { extra: unknown }) => got.extra === 2],
      [new RangeError('why'), (got: Error) => got instanceof RangeError && got.message === 'why'],
    ] as [unknown, (got: unknown) => boolean][]) {
      inbox.putNowait(value);
      expect(same(await outbox.getAsync())).toBe(true);
    }
    inbox.putNowait('end');
    await thread.joinAsync();
  });

  it('carries shared objects as themselves, alone and nested', async () => {
    const [inbox, outbox] = [new Queue(), new Queue()];
    const thread = new Thread({ target: named('nested'), args: [inbox, outbox] as never, module });
    const event = new Event();
    const lock = new Lock();
    await lock.acquireAsync();
    inbox.putNowait({ event, list: [{ lock }] });
    thread.start();
    await event.waitAsync();
    expect(lock.locked()).toBe(false);
    expect(await outbox.getAsync()).toBe(event);
    await thread.joinAsync();
  });

  it('says what cannot be put, and stays as it was', () => {
    const queue = new Queue(0, { name: 'jobs' });
    for (const bad of [
      () => {},
      Symbol('s'),
      { deep: [() => {}] },
      new SharedArrayBuffer(8),
      new Int32Array(new SharedArrayBuffer(8)),
      new MessageChannel().port1,
    ])
      expect(() => queue.putNowait(bad)).toThrow(NotCloneableError);
    expect(() => queue.putNowait(() => {})).toThrow(/^The item for queue jobs cannot be sent/);
    expect(queue.qsize()).toBe(0);
  });

  it('can be awaited on a main thread, where blocking is refused', async () => {
    const queue = new Queue<number>(1);
    expect(() => queue.get()).toThrow(BlockingOnMainThreadError);
    expect(() => queue.put(1)).toThrow(BlockingOnMainThreadError);
    expect(() => queue.join()).toThrow(BlockingOnMainThreadError);
    const getting = queue.getAsync();
    await queue.putAsync(1);
    expect(await getting).toBe(1);
    await queue.putAsync(2);
    await expect(queue.putAsync(3, 0.05)).rejects.toThrow(QueueFullError);
    const putting = queue.putAsync(3);
    expect(queue.getNowait()).toBe(2);
    await putting;
    const joined = queue.joinAsync();
    expect(await queue.getAsync(1)).toBe(3);
    await expect(queue.getAsync(0.05)).rejects.toThrow(QueueEmptyError);
    for (let i = 0; i < 3; i++) queue.taskDone();
    await joined;
    expect(() => queue.taskDone()).toThrow(TaskDoneError);
    expect(String(new Queue(3, { name: 'jobs' }))).toBe('<Queue jobs: 0 of 3 items>');
    expect(() => new Queue(1.5)).toThrow(BadQueueSizeError);
  });
});
