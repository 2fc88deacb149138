import { describe, expect, it } from 'vitest';
import { onMain } from './on-main.js';

const deadlocks = onMain('deadlocks');

describe('a deadlock of locks', () => {
  for (const kinds of [
    ['Lock', 'Lock'],
    ['RLock', 'RLock'],
    ['Lock', 'RLock', 'Lock'],
  ])
    it(`of ${kinds.join(', ')} is told to a thread of the ring, with who waits for what; the others go on`, async () => {
      const { told, free } = await deadlocks('ring', kinds);
      expect(free).toBe(true);
      const errors = (told as string[]).filter((text) => text !== 'both');
      expect(errors.length).toBeGreaterThan(0);
      for (const error of errors) {
        expect(error).toMatch(/^DeadlockError: Deadlock: /);
        kinds.forEach((_, i) => {
          const [mine, next] = [i + 1, ((i + 1) % kinds.length) + 1];
          expect(error).toContain(
            `t${mine} waits for lock ${'ABC'[next - 1]}, which t${next} holds`,
          );
        });
      }
    });

  it('of a thread with itself is told at once where nobody else knows the lock', async () => {
    const { name, message, ms } = await deadlocks('ownLock');
    expect(name).toBe('DeadlockError');
    expect(message).toMatch(/waits for lock mine, which it holds itself/);
    expect(ms).toBeLessThan(500);
  });

  it('of a thread with itself is told after a second where another thread might release the lock', async () => {
    const { name, message, ms } = await deadlocks('knownLock');
    expect(name).toBe('DeadlockError');
    expect(message).toContain('twice waits for lock ours, which it holds itself');
    expect(ms).toBeGreaterThanOrEqual(999);
    expect(ms).toBeLessThan(2500);
  });

  it('is not seen in locks by which threads signal to each other', async () => {
    const { message, ms } = await deadlocks('signals');
    expect(message).toBe('no error: true');
    expect(ms).toBeGreaterThan(1000);
  });

  it('is not looked for where a wait ends by itself', async () => {
    expect(await deadlocks('timedWaits')).toEqual([false, false]);
  });

  it('is never seen where locks are taken in order', async () => {
    const seed = Date.now() | 0;
    const { fine, counts, expected } = await deadlocks('ordered', seed, 5000);
    expect({ seed, fine, counts }).toEqual({ seed, fine: 4, counts: expected });
  });

  it('is always seen, so that threads that take locks in any order come to their end', async () => {
    const seed = Date.now() | 0;
    const { rounds } = await deadlocks('disordered', seed, 2000);
    expect({ seed, rounds }).toEqual({ seed, rounds: 8000 });
  });
});

describe('a lock whose holder has ended', () => {
  for (const kind of ['Lock', 'RLock'])
    for (const how of ['returns', 'throws', 'exits', 'is killed'])
      it(`(${kind}; the holder ${how}) says so to who sleeps for it and who comes, until it is released`, async () => {
        const told = await deadlocks('abandoned', kind, how);
        for (const { name, message } of [...told.asleep, told.late]) {
          expect(name).toBe('AbandonedLockError');
          expect(message).toContain('holder ended without releasing lock A');
        }
        expect(told).toMatchObject({
          tried: 'AbandonedLockError',
          timed: 'AbandonedLockError',
          locked: true,
          again: true,
        });
      });
});
