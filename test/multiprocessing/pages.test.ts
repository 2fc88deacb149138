import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pages } from '../../src/multiprocessing/pages.js';

/** How many pages it keeps. */
const pagesOf = (pages: Pages<unknown>): number =>
  (pages as unknown as { pages: Map<number, unknown> }).pages.size;

describe('pages of items by number', () => {
  it('hold and give what a Map would', () => {
    // Numbers that rise with gaps, as when several pools take numbers in turn, and are taken in any order.
    const step = fc.record({ gap: fc.integer({ min: 1, max: 700 }), take: fc.nat() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const pages = new Pages<string>();
        const map = new Map<number, string>();
        let last = 0;
        for (const { gap, take } of steps) {
          last += gap;
          pages.set(last, `item ${last}`);
          map.set(last, `item ${last}`);
          const key = take % (last + 2);
          expect(pages.take(key)).toBe(map.get(key));
          map.delete(key);
          expect(pages.size).toBe(map.size);
        }
        expect(pages.takeAll()).toEqual([...map.values()]);
        expect(pages.size).toBe(0);
      }),
    );
  });

  it('keep no room for a million items that are gone because of one that is not', () => {
    const pages = new Pages<number>();
    for (let key = 0; key < 1_000_000; key++) {
      pages.set(key, key);
      if (key !== 5) pages.take(key);
    }
    expect(pagesOf(pages)).toBe(2);
    expect(pages.takeAll()).toEqual([5]);
  });
});
