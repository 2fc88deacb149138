import { describe, expect, it } from 'vitest';
// @ts-expect-error -- a fixture in plain JavaScript, so that a worker can load it
import { onWorker } from '../fixtures/raw.mjs';
import { BadTimeoutError } from '../../dist/src/lane/errors.js';
import { Event } from '../../dist/src/threading/event.js';

const users = new URL('../fixtures/event-users.mjs', import.meta.url).href;

async function waiters(count: number, event: Event, seconds?: number) {
  const ready = new Int32Array(new SharedArrayBuffer(4));
  const results = Array.from({ length: count }, () =>
    onWorker(users, 'waitAndTell', event, ready, seconds),
  );
  for (let seen = 0; seen < count; seen = Atomics.load(ready, 0)) {
    const { async, value } = Atomics.waitAsync(ready, 0, seen);
    if (async) await value;
  }
  return Promise.all(results) as Promise<{ result: boolean; again: boolean; ms: number }[]>;
}

describe('Event', () => {
  it('starts unset; set and clear are idempotent and show at once', () => {
    const event = new Event();
    expect(event.isSet()).toBe(false);
    event.set();
    event.set();
    expect(event.isSet()).toBe(true);
    event.clear();
    event.clear();
    expect(event.isSet()).toBe(false);
  });

  it('wakes every waiter by one set, and lets later ones through until it is cleared', async () => {
    const event = new Event();
    const results = waiters(5, event);
    setTimeout(() => event.set(), 300);
    for (const { result, again } of await results) {
      expect(result).toBe(true);
      expect(again).toBe(true);
    }
  });

  it('wakes who waited although it is cleared at once', async () => {
    const event = new Event();
    const results = waiters(5, event);
    setTimeout(() => {
      event.set();
      event.clear();
    }, 500);
    for (const { result } of await results) expect(result).toBe(true);
    expect(event.isSet()).toBe(false);
  });

  it('gives up after the time-out, at once at 0', async () => {
    for (const seconds of [0, 0.3]) {
      const [{ result, ms } = { result: true, ms: -1 }] = await waiters(1, new Event(), seconds);
      expect(result).toBe(false);
      expect(ms).toBeGreaterThanOrEqual(seconds * 1000 - 1);
      expect(ms).toBeLessThan(seconds * 1000 + 250);
    }
  });

  it('loses no wake-up in 20,000 rounds between two threads', async () => {
    const [a, b] = [new Event(), new Event()];
    const both = [
      onWorker(users, 'pingPong', a, b, 20_000),
      onWorker(users, 'pingPong', b, a, 20_000),
    ];
    a.set();
    expect(await Promise.all(both)).toEqual([20_000, 20_000]);
  });

  it('is the same event nested in objects and arrays of another thread, its name included', async () => {
    const event = new Event({ name: 'green' });
    event.set();
    expect(await onWorker(users, 'describe', event)).toEqual(['green', true]);
    event.clear();
    const later = onWorker(users, 'setLater', { list: [{ event }] }, 50);
    expect(await event.waitAsync()).toBe(true);
    await later;
  });

  it('gives up asynchronously too', async () => {
    const began = performance.now();
    expect(await new Event().waitAsync(0.1)).toBe(false);
    expect(performance.now() - began).toBeGreaterThanOrEqual(99);
  });

  it('refuses a bad time-out', async () => {
    for (const bad of [-1, NaN, '1' as unknown as number])
      await expect(new Event().waitAsync(bad)).rejects.toThrow(BadTimeoutError);
  });
});
