import { describe, expect, it } from 'vitest';
import {
  BadPartiesError,
  Barrier,
  BlockingOnMainThreadError,
  BrokenBarrierError,
  NotExportedError,
} from 'concurrency-demos';
import { onMain } from './on-main.js';

const barriers = onMain('barriers');
const broken = (count: number) => Array<string>(count).fill('BrokenBarrierError');
const fine = (count: number) => Array<string>(count).fill('no error');

describe('Barrier', () => {
  it('lets nobody leave a round before all have come, ten times over, each with a number of its own', async () => {
    const { all, nWaiting, broken } = await barriers('rounds');
    for (let round = 1; round <= 10; round++) {
      const left = (all as { round: number; index: number; arrived: number }[]).filter(
        (pass) => pass.round === round,
      );
      for (const { arrived } of left) expect(arrived).toBeGreaterThanOrEqual(5 * round);
      expect(left.map(({ index }) => index).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
    }
    expect({ nWaiting, broken }).toEqual({ nWaiting: 0, broken: false });
  });

  it('runs its action once a round, to its end, before anybody is released', async () => {
    expect(await barriers('action')).toEqual(Array(5).fill([1, 1]));
  });

  it('is broken by an action that throws', async () => {
    const outcomes = ['BrokenBarrierError', 'BrokenBarrierError', 'RangeError'];
    expect(await barriers('failingAction')).toEqual({ outcomes, broken: true });
  });

  it('can be aborted: who waits and who comes gets an error', async () => {
    expect(await barriers('abort')).toEqual({
      outcomes: broken(4),
      late: 'BrokenBarrierError',
      broken: true,
    });
  });

  it('can be reset: who waits gets an error, and it works again', async () => {
    expect(await barriers('reset')).toEqual({
      afterReset: broken(4),
      broken: false,
      again: fine(5),
    });
    expect(await barriers('abortAndReset')).toEqual({ broken: true, again: fine(2), after: false });
  });

  it('is broken for all by a wait that runs out of time, also for who comes late', async () => {
    expect(await barriers('late')).toEqual({
      outcomes: broken(2),
      late: 'BrokenBarrierError',
      broken: true,
    });
    expect(await barriers('ownTimeout')).toBe('BrokenBarrierError');
  });

  it('of one party never blocks', async () => {
    expect(await barriers('single')).toEqual([0, 0]);
  });

  it('refuses a number of parties that is none, and an action that is not exported', () => {
    for (const bad of [0, -1, 1.5, NaN]) expect(() => new Barrier(bad)).toThrow(BadPartiesError);
    const [action] = [() => {}] as const;
    expect(() => new Barrier(2, { action })).toThrow(NotExportedError);
  });

  it('can be awaited on a main thread, where blocking is refused', async () => {
    const barrier = new Barrier(2, { name: 'start' });
    expect(() => barrier.wait()).toThrow(BlockingOnMainThreadError);
    const both = await Promise.all([barrier.waitAsync(), barriers('meet', barrier)]);
    expect((both as number[]).toSorted((a, b) => a - b)).toEqual([0, 1]);
    await expect(barrier.waitAsync(0.05)).rejects.toThrow(BrokenBarrierError);
    expect(String(barrier)).toBe('<Barrier start: broken>');
  });
});
