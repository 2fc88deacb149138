import { describe, expect, it } from 'vitest';
import {
  BadPermitsError,
  BlockingOnMainThreadError,
  BoundedSemaphore,
  Semaphore,
  TooManyReleasesError,
} from 'concurrency-demos';
import { onMain } from './on-main.js';

const semaphores = onMain('semaphores');

describe.each(['Semaphore', 'BoundedSemaphore'] as const)('%s', (kind) => {
  const type = kind === 'Semaphore' ? Semaphore : BoundedSemaphore;

  it('starts with one permit, and refuses a number that is none', () => {
    const semaphore = new type();
    expect(semaphore.acquire(false)).toBe(true);
    expect(semaphore.acquire(false)).toBe(false);
    for (const bad of [-1, 1.5, NaN, '1' as unknown as number])
      expect(() => new type(bad)).toThrow(BadPermitsError);
    expect(() => semaphore.release(0)).toThrow(BadPermitsError);
  });

  it('gives three of ten tries its three permits', async () => {
    expect(await semaphores('tries', kind)).toEqual([3, 7]);
  });

  it('minds time-outs and refuses senseless ones', async () => {
    const { error, negative, had, late } = await semaphores('timeouts', kind);
    expect([error, negative]).toEqual(['TimeoutWithoutBlockingError', 'BadTimeoutError']);
    for (const { value, ms } of had) {
      expect(value).toBe(true);
      expect(ms).toBeLessThan(100);
    }
    expect(late.value).toBe(false);
    expect(late.ms).toBeGreaterThanOrEqual(199);
    expect(late.ms).toBeLessThan(500);
  });

  it('can be awaited on a main thread, where blocking is refused', async () => {
    const semaphore = new type(1, { name: 'seats' });
    expect(() => semaphore.acquire()).toThrow(BlockingOnMainThreadError);
    expect(await semaphore.acquireAsync()).toBe(true);
    expect(await semaphore.acquireAsync(0.05)).toBe(false);
    const waiting = semaphore.acquireAsync();
    semaphore.release();
    expect(await waiting).toBe(true);
    semaphore.release();
    expect(String(semaphore)).toBe(`<${kind} seats: 1 free>`);
    expect(await semaphore.withAsync(() => semaphore.acquire(false))).toBe(false);
  });
});

describe('Semaphore', () => {
  for (const how of ['one by one', 'at once'])
    it(`lets exactly as many past as it has permits, released ${how}`, async () => {
      const result = await semaphores('contended', how);
      expect(result).toEqual({ past: [7, 13, 20], allTrue: true, left: false });
    });

  it('may be released beyond its first number', () => {
    const semaphore = new Semaphore(1);
    semaphore.release(2);
    expect([1, 2, 3, 4].map(() => semaphore.acquire(false))).toEqual([true, true, true, false]);
  });
});

describe('BoundedSemaphore', () => {
  it('refuses to be released beyond its first number', () => {
    const semaphore = new BoundedSemaphore(2);
    expect(() => semaphore.release()).toThrow(TooManyReleasesError);
    semaphore.acquire(false);
    expect(() => semaphore.release(2)).toThrow(TooManyReleasesError);
    semaphore.release();
    expect(() => semaphore.release()).toThrow(TooManyReleasesError);
  });
});
