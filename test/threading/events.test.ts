import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { BadTimeoutError, BlockingOnMainThreadError, Event } from 'concurrency-demos';
import { onMain } from './on-main.js';

const events = onMain('events');

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

  it('wakes every waiter by one set, lets later ones through, and works again after clear', async () => {
    const yes = Array.from({ length: 5 }, () => [true, true]);
    expect(await events('wakesAll')).toEqual([
      { early: 0, results: yes },
      { early: 0, results: yes },
    ]);
  });

  it('wakes all who waited although it is cleared at once', async () => {
    const woken = [true, true, true, true, true];
    expect(await events('setAndClear')).toEqual({ woken, isSet: false });
  });

  it('minds time-outs', async () => {
    const { at0, late, set } = await events('timeouts');
    expect([at0.value, late.value, set.value]).toEqual([false, false, true]);
    expect(at0.ms).toBeLessThan(100);
    expect(late.ms).toBeGreaterThanOrEqual(299);
    expect(late.ms).toBeLessThan(600);
    expect(set.ms).toBeLessThan(100);
  });

  it('loses no wake-up in 50,000 rounds between two threads', async () => {
    expect(await events('pingPong', 50_000)).toBe(50_000);
  });

  it('is the same event nested in a field of a thread, its name included', async () => {
    const result = await events('anywhere');
    expect(result).toMatchObject({ woken: true, name: 'green' });
    expect(result.text).toMatch(/^<Event green: set>$/);
  });

  it('burns no time of the processor while it waits', async () => {
    expect(await events('idle', 1)).toBeLessThan(0.2);
  });

  it('can be awaited on a main thread, where blocking is refused', async () => {
    const event = new Event();
    expect(() => event.wait()).toThrow(BlockingOnMainThreadError);
    expect(() => event.wait()).toThrow('Event.waitAsync()');
    const waits = [event.waitAsync(), event.waitAsync(10)];
    event.set();
    event.clear();
    expect(await Promise.all(waits)).toEqual([true, true]);
    const began = performance.now();
    expect(await event.waitAsync(0.1)).toBe(false);
    expect(performance.now() - began).toBeGreaterThanOrEqual(99);
    expect(await event.waitAsync(0)).toBe(false);
    event.set();
    expect(await event.waitAsync(0)).toBe(true);
  });

  it('refuses a bad time-out', async () => {
    for (const bad of [-1, NaN, '1' as unknown as number])
      await expect(new Event().waitAsync(bad)).rejects.toThrow(BadTimeoutError);
  });

  it('keeps the program alive while it is awaited', () => {
    const program = `
      import { Event } from 'concurrency-demos';
      await new Event().waitAsync(0.3);
      console.log('still here');`;
    const { stdout, status } = spawnSync(
      process.execPath,
      ['--input-type=module', '--eval', program],
      { encoding: 'utf8' },
    );
    expect([stdout, status]).toEqual(['still here\n', 0]);
  });
});
