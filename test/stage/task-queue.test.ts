import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tasks } from '../../src/multiprocessing/protocol.js';
import { TaskQueue } from '../../src/stage/task-queue.js';

const entriesOf = (numbers: number[]): Tasks => numbers.flatMap((n) => [n, n % 3, `args ${n}`]);

describe('the tasks that wait for a worker', () => {
  it('go in the order in which they came, those taken back first', () => {
    const step = fc.oneof(
      fc.record({ push: fc.integer({ min: 1, max: 3000 }) }),
      fc.record({ take: fc.nat(9000), putBack: fc.nat(3000) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const queue = new TaskQueue();
        let waiting: number[] = [];
        let last = 0;
        for (const step of steps) {
          if ('push' in step) {
            for (let i = 0; i < step.push; i++) {
              queue.push(++last, last % 3, `args ${last}`);
              waiting.push(last);
            }
          } else {
            const count = Math.min(step.take, waiting.length);
            const taken = waiting.splice(0, count);
            expect(queue.take(count)).toEqual(entriesOf(taken));
            const back = taken.slice(Math.min(step.putBack, count));
            queue.putBack(entriesOf(back));
            waiting = [...back, ...waiting];
          }
          expect(queue.size).toBe(waiting.length);
          if (waiting.length > 0) expect(queue.workAt(0)).toBe(waiting[0]! % 3);
        }
        expect(queue.take(queue.size)).toEqual(entriesOf(waiting));
      }),
      { numRuns: 20 },
    );
  });

  it('keep nothing of those that are gone, also where some always wait', () => {
    const queue = new TaskQueue();
    queue.push(0, 0, null);
    for (let n = 1; n < 100_000; n++) {
      queue.push(n, 0, `args ${n}`);
      queue.take(1);
    }
    const { entries } = queue as unknown as { entries: Tasks };
    expect(entries.filter((entry) => typeof entry === 'string')).toHaveLength(1);
    expect(entries.length).toBeLessThan(30_000);
  });
});
