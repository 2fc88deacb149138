import { describe, expect, it } from 'vitest';
import { BlockingOnMainThreadError, Lock, RLock } from 'concurrency-demos';
import { onMain } from './on-main.js';

const locks = onMain('locks');

describe.each(['Lock', 'RLock'] as const)('%s', (kind) => {
  it('is not to be had at once while another thread holds it, who does not notice', async () => {
    expect(await locks('tryHeld', kind)).toEqual({ other: false, stillHeld: true });
  });

  it('lets nobody past before the release, and everybody after it', async () => {
    expect(await locks('passContended', kind)).toEqual({ before: 0, after: 5, locked: false });
  });

  it('is released at the end of a block, also when that throws', async () => {
    expect(await locks('blocks', kind)).toEqual({
      inside: true,
      free: false,
      error: 'RangeError',
      afterError: false,
      asyncBody: 'AsyncBodyError',
      held: true,
      end: false,
    });
  });

  it('minds time-outs, refuses senseless ones, and a wait that gave up leaves nothing behind', async () => {
    const result = await locks('timeouts', kind);
    expect(result).toMatchObject({
      errors: ['TimeoutWithoutBlockingError', 'BadTimeoutError', 'BadTimeoutError'],
      free: { value: true },
      at0: { value: false },
      held: { value: false },
      locked: false,
      again: true,
    });
    expect(result.free.ms).toBeLessThan(100);
    expect(result.at0.ms).toBeLessThan(100);
    expect(result.held.ms).toBeGreaterThanOrEqual(199);
    expect(result.held.ms).toBeLessThan(500);
  });

  it('can be awaited on a main thread, where blocking is refused', async () => {
    const lock = kind === 'Lock' ? new Lock() : new RLock();
    expect(() => lock.acquire()).toThrow(BlockingOnMainThreadError);
    expect(() => lock.acquire()).toThrow(`${kind}.acquireAsync()`);
    expect(() => lock.with(() => 1)).toThrow(BlockingOnMainThreadError);
    expect(lock.acquire(false)).toBe(true);
    lock.release();
    expect(await lock.withAsync(async () => lock.locked())).toBe(true);
    const hold = await lock.holdAsync();
    expect(lock.locked()).toBe(true);
    hold.release();
    expect(lock.locked()).toBe(false);
  });
});

describe('Lock', () => {
  it('makes its own holder wait until somebody else releases it', async () => {
    expect(await locks('secondAcquire')).toEqual({ before: 1, after: 2 });
  });

  it('may be released by a thread that does not hold it', async () => {
    expect(await locks('releasedByAnother')).toBe(false);
  });

  it('cannot be released while it is free', async () => {
    expect(await locks('wrongReleases', 'Lock')).toEqual({
      fresh: 'NotLockedError',
      balanced: 'NotLockedError',
      byAnother: 'no error',
    });
  });

  it('is the same lock in a field, nested, and through a queue', async () => {
    const result = await locks('anywhere');
    expect(result).toMatchObject({ early: 0, same: true });
    expect(result.text).toMatch(/^<Lock A: /);
  });

  it('is had by the awaiting who wait for each other, and given up in time', async () => {
    const lock = new Lock();
    await lock.acquireAsync();
    const order: number[] = [];
    const waits = [1, 2, 3].map((n) =>
      lock.acquireAsync().then(() => {
        order.push(n);
        lock.release();
      }),
    );
    expect(await lock.acquireAsync(0.05)).toBe(false);
    expect(order).toEqual([]);
    lock.release();
    await Promise.all(waits);
    expect(order.toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
    expect(lock.locked()).toBe(false);
  });
});

describe('RLock', () => {
  it('counts: it takes as many releases as acquires', async () => {
    expect(await locks('counted')).toEqual([false, false, true]);
  });

  it('is released by its holder alone', async () => {
    expect(await locks('wrongReleases', 'RLock')).toEqual({
      fresh: 'NotLockedError',
      balanced: 'NotLockedError',
      byAnother: 'NotHolderError',
    });
  });
});
