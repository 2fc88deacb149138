import { describe, expect, it } from 'vitest';
import { BlockingOnMainThreadError, Condition, NotHolderError } from 'concurrency-demos';
import { onMain } from './on-main.js';

const conditions = onMain('conditions');

describe('Condition', () => {
  for (const kind of ['Lock', 'RLock'])
    it(`of ${kind === 'Lock' ? 'a Lock' : 'an RLock'} wakes exactly as many as are notified, oldest first, once the lock is free`, async () => {
      expect(await conditions('notifies', kind)).toEqual({
        seen: [0, 0, 3, 8, 10],
        results: true,
        counts: [5, 5],
      });
    });

  it('excludes whoever wants its lock, and has an RLock of its own by default', async () => {
    expect(await conditions('sharesItsLock')).toEqual({
      lock: false,
      condition: false,
      same: true,
      again: true,
      isRLock: true,
    });
  });

  it('is not to be waited for or notified without its lock', async () => {
    expect(await conditions('unheld')).toEqual(Array(5).fill('NotHolderError'));
  });

  it('minds time-outs, in five threads at once', async () => {
    const { results, all } = await conditions('timeouts');
    expect(all).toBe('no error');
    for (const { value, ms } of results) {
      expect(value).toBe(false);
      expect(ms).toBeGreaterThanOrEqual(299);
      expect(ms).toBeLessThan(700);
    }
  });

  it('waits for a predicate, looking after each notification, and returns its value', async () => {
    expect(await conditions('waitsFor')).toEqual({ early: [0, 0, 0, 0], value: 'at 4' });
  });

  it('gives a predicate up after the whole time, whatever notifications came', async () => {
    const { value, ms, looks } = await conditions('waitsForInTime');
    expect(value).toBe(false);
    expect(ms).toBeGreaterThanOrEqual(149);
    expect(ms).toBeLessThan(600);
    expect(looks).toBeGreaterThan(3);
  });

  it('gives a lock back as a whole that is held several times, and takes it so again', async () => {
    expect(await conditions('givesAllBack')).toEqual({
      stillHeldAfterOneRelease: true,
      end: false,
    });
  });

  it('can be awaited on a main thread, where blocking is refused', async () => {
    const condition = new Condition();
    await expect(condition.waitAsync()).rejects.toThrow(NotHolderError);
    await condition.acquireAsync();
    expect(() => condition.wait()).toThrow(BlockingOnMainThreadError);
    expect(() => condition.waitFor(() => true)).toThrow(BlockingOnMainThreadError);
    expect(await condition.waitAsync(0.05)).toBe(false);
    const later = conditions('notifyLater', condition, 50);
    expect(await condition.waitAsync(10)).toBe(true);
    condition.release();
    await later;
    let looks = 0;
    expect(
      await condition.withAsync(() => condition.waitForAsync(() => ++looks === 5 && 'done', 0.05)),
    ).toBe(false);
    expect(looks).toBe(2);
  });
});
