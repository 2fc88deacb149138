import { describe, expect, it } from 'vitest';
import {
  allocate,
  allocateRaw,
  free,
  Header,
  programWords,
  wordsAt,
} from '../../src/memory/arena.js';

const top = (): number => programWords()[Header.top]!;

describe('the shared memory of a program', () => {
  it('gives zeroed blocks, aligned to 8, that do not overlap', () => {
    const blocks = [1, 4, 8, 9, 24, 33, 64, 65, 100, 1000, 5000, 100_000].map((bytes) => ({
      bytes,
      offset: allocate(bytes),
    }));
    blocks.forEach(({ bytes, offset }, i) => {
      const words = wordsAt(offset, bytes >> 2);
      expect(offset % 8).toBe(0);
      expect(words.every((word) => word === 0)).toBe(true);
      words.fill(i + 1);
    });
    blocks.forEach(({ bytes, offset }, i) => {
      expect(wordsAt(offset, bytes >> 2).every((word) => word === i + 1)).toBe(true);
    });
  });

  it('uses what was freed again for the next block of its size, zeroed', () => {
    for (const bytes of [8, 20, 48, 1234, 70_000]) {
      const offset = allocate(bytes);
      wordsAt(offset, bytes >> 2).fill(-1);
      free(offset, bytes);
      const before = top();
      const again = allocate(bytes);
      expect(again).toBe(offset);
      expect(wordsAt(again, bytes >> 2).every((word) => word === 0)).toBe(true);
      free(again, bytes);
      expect(allocateRaw(bytes)).toBe(offset);
      expect(top()).toBe(before);
    }
  });

  it('wastes at most a quarter on the size of a block', () => {
    for (let bytes = 33; bytes < 100_000; bytes = Math.ceil(bytes * 1.1)) {
      const before = top();
      allocate(bytes);
      const taken = top() - before;
      expect(taken).toBeGreaterThanOrEqual(bytes);
      expect(taken).toBeLessThanOrEqual(Math.max(bytes + 7, bytes * 1.25));
    }
  });

  it('says when it is used up, and goes on with smaller blocks', () => {
    expect(() => allocate(2 ** 30)).toThrow(/1 GB.*used up/);
    expect(allocate(8)).toBeGreaterThan(0);
  });
});
