/** Each primitive under many threads at random paces. A failure shows the seed that it began from. */
import { describe, expect, it } from 'vitest';
import { onMain } from './on-main.js';

const stress = onMain('stress');
const seed = Number(process.env.STRESS_SEED ?? Date.now() % 2 ** 31);

describe(`under stress (STRESS_SEED=${seed})`, () => {
  for (const kind of ['Lock', 'RLock'])
    it(`${kind} keeps threads apart, and time-outs and tries lose it nothing`, async () => {
      const { had, ...result } = await stress('exclusion', kind, seed, 3000);
      expect({ seed, ...result }).toEqual({ seed, lost: 0, together: 0, locked: false });
      expect(had).toBeGreaterThan(3000);
    });

  it('Semaphore lets in as many as it has permits, and keeps its permits', async () => {
    const result = await stress('permits', seed, 3000);
    expect({ seed, ...result }).toEqual({ seed, done: 6, most: 3, left: 3 });
  });

  it('Barrier lets nobody leave early', async () => {
    const { early, indices, expected } = await stress('meetings', seed, 1000);
    expect({ seed, early, indices }).toEqual({ seed, early: 0, indices: expected });
  });

  it('Condition loses no wake-up in a bounded buffer', async () => {
    const result = await stress('buffer', seed, 3000);
    expect({ seed, ...result }).toEqual({ seed, left: 0, difference: 0 });
  });

  it('Queue gives each item to one thread', async () => {
    const { wrong, missing } = await stress('items', seed, 3000);
    expect({ seed, wrong, missing }).toEqual({ seed, wrong: 0, missing: 0 });
  });

  it('Event loses no wake-up', async () => {
    const lost = await stress('wakeUps', seed, 1000);
    expect({ seed, lost }).toEqual({ seed, lost: [0, 0, 0, 0, 0, 0] });
  });
});
