import { describe, expect, it, vi } from 'vitest';
import { allowBlocking } from '../../src/lane/lane.js';
import { revive } from '../../src/memory/crossing.js';
import { Condition } from '../../src/threading/condition.js';
import { Event } from '../../src/threading/event.js';
import { Lock } from '../../src/threading/lock.js';
import { Queue } from '../../src/threading/queue.js';
import { aliveThreads, ThreadRecord } from '../../src/threading/record.js';
import { RLock } from '../../src/threading/rlock.js';
import { Semaphore } from '../../src/threading/semaphore.js';
import { currentThread, type End, explore, modelArena, type Program } from './explorer.js';

// Objects of an explored program are not to be freed when that is over: their memory is.
vi.hoisted(() => {
  globalThis.FinalizationRegistry = class {
    register(): void {}
    unregister(): boolean {
      return false;
    }
  } as unknown as FinalizationRegistryConstructor;
});
vi.mock('../../src/memory/arena.js', async (actual) => ({
  ...(await actual<object>()),
  ...(await import('./explorer.js')).modelArena,
}));
// With one core no thread spins, which would only be one way more to be late.
vi.mock('node:os', async (actual) => ({
  ...(await actual<object>()),
  availableParallelism: () => 1,
}));
const records: number[] = [];
vi.mock('../../src/threading/owner.js', async (actual) => ({
  ...(await actual<object>()),
  ownerHere: () => records[currentThread()],
}));
// Looking for deadlocks makes the order of many more steps matter; where there can be none it is left out.
const deadlocks = { looked: false };
vi.mock('../../src/threading/deadlock.js', async (actual) => {
  const real = await actual<typeof import('../../src/threading/deadlock.js')>();
  return {
    ...real,
    findDeadlock: (me: number) => (deadlocks.looked ? real.findDeadlock(me) : null),
  };
});

allowBlocking();

/** Explores a program of three threads at most; each object is known to every thread. */
function everyOrder(setUp: () => Program, looked = false): { states: number; ends: number } {
  deadlocks.looked = looked;
  return explore(() => {
    for (let i = 0; i <= 3; i++) records[i] = ThreadRecord.create(`t${i}`, false, i).offset;
    return setUp();
  });
}

/** The object as the running thread has it: with a handle of its own. */
const here = <T extends object>(object: T & { offset: number }): T =>
  revive(object.constructor.name, object.offset);

const values = (ends: readonly End[]): unknown[] =>
  ends.map(({ value, error }) => {
    if (error !== undefined) throw error;
    return value;
  });

const names = (ends: readonly End[]): unknown[] =>
  ends.map(({ value, error }) => error?.name ?? value);

/** A number in shared memory, read and written by steps that only a lock can keep together. */
function cell(): { add: (n: number) => void; get: () => number } {
  const { offset } = new Event();
  const words = (): Int32Array => modelArena.wordsAt(offset, 4);
  return {
    add: (n) => {
      const seen = words()[3]!;
      words()[3] = seen + n;
    },
    get: () => words()[3]!,
  };
}

describe('in every order of its steps, Event', () => {
  it('wakes whoever waits when it is set, even if it is cleared at once', () => {
    const { ends } = everyOrder(() => {
      const event = new Event();
      return {
        threads: [
          () => here(event).wait(),
          () => {
            here(event).set();
            return 'set';
          },
        ],
        check: (end) => expect(values(end)).toEqual([true, 'set']),
      };
    });
    expect(ends).toBeGreaterThan(0);
  });

  it('wakes two waiters by a set that a clear follows, or lets them give up unset', () => {
    const seen = new Set<string>();
    everyOrder(() => {
      const event = new Event();
      const wait = (): boolean => here(event).wait(1);
      return {
        threads: [
          wait,
          wait,
          () => {
            here(event).set();
            here(event).clear();
          },
        ],
        check: (end) => {
          seen.add(values(end).slice(0, 2).join());
          expect(event.isSet()).toBe(false);
        },
      };
    });
    expect([...seen].toSorted()).toEqual(['false,false', 'false,true', 'true,false', 'true,true']);
  });

  it('is set after a set and a wait, whatever sets and clears come between', () => {
    everyOrder(() => {
      const event = new Event();
      return {
        threads: [
          () => {
            here(event).clear();
            here(event).set();
          },
          () => {
            here(event).set();
            here(event).wait();
          },
          () => here(event).wait(),
        ],
        check: (end) => {
          expect(values(end)[2]).toBe(true);
          expect(event.isSet()).toBe(true);
        },
      };
    });
  });

  it('passes a ball to and fro', () => {
    everyOrder(() => {
      const [a, b] = [new Event(), new Event()];
      const play = (mine: Event, other: Event) => () => {
        for (let i = 0; i < 2; i++) {
          here(mine).wait();
          here(mine).clear();
          here(other).set();
        }
      };
      const opening = (): void => {
        here(a).set();
        here(b).wait();
        here(b).clear();
        here(a).set();
        here(b).wait();
      };
      return { threads: [play(a, b), opening], check: (end) => void values(end), plainSteps: true };
    });
  });
});

describe.each([
  ['Lock', () => new Lock()],
  ['RLock', () => new RLock()],
] as const)('in every order of its steps, %s', (_, make) => {
  it('lets one thread at a time in, and everybody in the end', () => {
    for (const [threads, rounds, preemptions] of [
      [2, 1, Infinity],
      [2, 2, 3],
      [3, 1, 3],
    ] as const)
      everyOrder(() => {
        const lock = make();
        const counter = cell();
        const count = (): void => {
          for (let i = 0; i < rounds; i++) here<Lock | RLock>(lock).with(() => counter.add(1));
        };
        return {
          threads: Array.from({ length: threads }, () => count),
          check: (end) => {
            values(end);
            expect(counter.get()).toBe(threads * rounds);
            expect(lock.locked()).toBe(false);
          },
          plainSteps: true,
          preemptions,
        };
      });
  });

  it('is left as it was by who gives up, and passed on nevertheless', () => {
    const seen = new Set<unknown>();
    everyOrder(() => {
      const lock = make();
      const use = (timeout?: number) => (): boolean => {
        const own = here<Lock | RLock>(lock);
        const had = own.acquire(true, timeout);
        if (had) own.release();
        return had;
      };
      return {
        threads: [use(1), use(), use()],
        check: (end) => {
          const [impatient, ...patient] = values(end);
          seen.add(impatient);
          expect(patient).toEqual([true, true]);
          expect(lock.locked()).toBe(false);
        },
        preemptions: 3,
      };
    });
    expect(seen).toEqual(new Set([true, false]));
  });

  it('tells a deadlock to at least one of the threads, and to none without one', () => {
    const seen = new Set<string>();
    everyOrder(() => {
      const [a, b] = [make(), make()];
      const take = (first: Lock | RLock, second: Lock | RLock) => (): string =>
        here(first).with(() => here(second).with(() => 'both'));
      return {
        threads: [take(a, b), take(b, a)],
        check: (end) => {
          seen.add(names(end).join());
          expect(a.locked() || b.locked()).toBe(false);
        },
      };
    }, true);
    // Both find the ring where both looked after both had said what they wait for.
    expect([...seen].toSorted()).toEqual([
      'DeadlockError,DeadlockError',
      'DeadlockError,both',
      'both,DeadlockError',
      'both,both',
    ]);
  });

  it('tells no deadlock where locks are taken in order', () => {
    everyOrder(() => {
      const [a, b] = [make(), make()];
      const take = (): string =>
        here<Lock | RLock>(a).with(() => here<Lock | RLock>(b).with(() => 'both'));
      return {
        threads: [take, take],
        check: (end) => expect(values(end)).toEqual(['both', 'both']),
      };
    }, true);
  });
});

describe('in every order of its steps, Condition', () => {
  it('loses no notification that the lock orders', () => {
    everyOrder(() => {
      const condition = new Condition(new Lock());
      const counter = cell();
      return {
        threads: [
          () => here(condition).with(() => here(condition).waitFor(() => counter.get() === 1)),
          () =>
            here(condition).with(() => {
              counter.add(1);
              here(condition).notify();
            }),
        ],
        check: (end) => expect(values(end)[0]).toBe(true),
        plainSteps: true,
      };
    });
  });

  it('wakes one waiter by one notification, also where another one gives up', () => {
    const seen = new Set<string>();
    everyOrder(() => {
      const condition = new Condition(new Lock());
      const waiting = cell();
      const wait = (timeout?: number) => (): boolean =>
        here(condition).with(() => {
          waiting.add(1);
          return here(condition).wait(timeout);
        });
      return {
        threads: [
          wait(1),
          wait(1),
          () =>
            here(condition).with(() => {
              const count = waiting.get();
              here(condition).notify();
              return count;
            }),
        ],
        check: (end) => {
          const [first, second, count] = values(end);
          const woken = Number(first) + Number(second);
          // Who gave up before the notification is not counted out here, so fewer may be woken.
          expect(woken).toBeLessThanOrEqual(Math.min(1, count as number));
          seen.add(`${String(count)} waiting, ${woken} woken`);
          condition.with(() => condition.notifyAll());
        },
        preemptions: 2,
      };
    });
    expect([...seen].toSorted()).toEqual([
      '0 waiting, 0 woken',
      '1 waiting, 0 woken',
      '1 waiting, 1 woken',
      '2 waiting, 0 woken',
      '2 waiting, 1 woken',
    ]);
  });

  it('loses no notification to a waiter that gives up', () => {
    everyOrder(() => {
      const condition = new Condition(new Lock());
      const [waiting, open] = [cell(), cell()];
      const wait = (timeout?: number) => (): boolean =>
        here(condition).with(() => {
          if (open.get() === 1) return true;
          waiting.add(1);
          const notified = here(condition).wait(timeout);
          // One notification is enough for all if each passes it on.
          if (notified) here(condition).notify();
          return notified;
        });
      return {
        threads: [
          wait(1),
          wait(),
          () =>
            here(condition).with(() => {
              open.add(1);
              if (waiting.get() > 0) here(condition).notify();
            }),
        ],
        check: (end) => expect(values(end)[1]).toBe(true),
        preemptions: 2,
      };
    });
  });

  it('wakes everybody by notifyAll', () => {
    everyOrder(() => {
      const condition = new Condition(new Lock());
      const counter = cell();
      const wait = (): unknown =>
        here(condition).with(() => here(condition).waitFor(() => counter.get() === 1));
      return {
        threads: [
          wait,
          wait,
          () =>
            here(condition).with(() => {
              counter.add(1);
              here(condition).notifyAll();
            }),
        ],
        check: (end) => expect(values(end).slice(0, 2)).toEqual([true, true]),
        preemptions: 2,
      };
    });
  });
});

describe('in every order of its steps, Semaphore', () => {
  it('lets as many in as it has permits, and wakes who waits for one', () => {
    everyOrder(() => {
      const semaphore = new Semaphore(0);
      const take = (): boolean => here(semaphore).acquire();
      return {
        threads: [take, take, () => here(semaphore).release(2)],
        check: (end) => {
          expect(values(end).slice(0, 2)).toEqual([true, true]);
          expect(semaphore.acquire(false)).toBe(false);
        },
      };
    });
  });

  it('conserves permits where one gives up', () => {
    everyOrder(() => {
      const semaphore = new Semaphore(0);
      return {
        threads: [
          () => here(semaphore).acquire(true, 1),
          () => here(semaphore).acquire(true, 1),
          () => here(semaphore).release(),
        ],
        check: (end) => {
          const taken = values(end).filter((value) => value === true).length;
          expect(taken + Number(semaphore.acquire(false))).toBe(1);
        },
      };
    });
  });
});

describe('in every order of its steps, Queue', () => {
  it('gives items in their order to one consumer', () => {
    everyOrder(() => {
      const queue = new Queue<number>();
      return {
        threads: [
          () => {
            here(queue).put(1);
            here(queue).put(2);
          },
          () => [here(queue).get(), here(queue).get()],
        ],
        check: (end) => expect(values(end)[1]).toEqual([1, 2]),
        preemptions: 3,
      };
    });
  });

  it('gives each item to one of two consumers', () => {
    everyOrder(() => {
      const queue = new Queue<number>();
      const take = (): number => here(queue).get();
      return {
        threads: [
          take,
          take,
          () => {
            here(queue).put(1);
            here(queue).put(2);
          },
        ],
        check: (end) => {
          const [first, second] = values(end) as number[];
          expect([first, second].toSorted((a, b) => a! - b!)).toEqual([1, 2]);
          expect(queue.empty()).toBe(true);
        },
        preemptions: 2,
      };
    });
  });

  it('wakes who waits for room, and who waits for an item, with one place in all', () => {
    everyOrder(() => {
      const queue = new Queue<number>(1);
      return {
        threads: [
          () => here(queue).put(1),
          () => here(queue).put(2),
          () => [here(queue).get(), here(queue).get()],
        ],
        check: (end) => {
          const got = values(end)[2] as number[];
          expect(got.toSorted((a, b) => a - b)).toEqual([1, 2]);
          expect(queue.full()).toBe(false);
        },
        preemptions: 2,
      };
    });
  });

  it('keeps the item for the next one where a consumer gives up', () => {
    const seen = new Set<string>();
    everyOrder(() => {
      const queue = new Queue<number>();
      return {
        threads: [() => here(queue).get(true, 1), () => here(queue).put(1)],
        check: (end) => {
          const [got] = names(end);
          seen.add(String(got));
          expect(queue.qsize()).toBe(got === 1 ? 0 : 1);
        },
      };
    });
    expect([...seen].toSorted()).toEqual(['1', 'QueueEmptyError']);
  });

  it('is joined when every item is done with', () => {
    everyOrder(() => {
      const queue = new Queue<number>();
      const done = cell();
      return {
        threads: [
          () => {
            here(queue).put(1);
            here(queue).put(2);
            here(queue).join();
            return done.get();
          },
          () => {
            for (let i = 0; i < 2; i++) {
              here(queue).get();
              done.add(1);
              here(queue).taskDone();
            }
          },
        ],
        check: (end) => expect(values(end)[0]).toBe(2),
        plainSteps: true,
        preemptions: 3,
      };
    });
  });
});

describe('in every order of its steps, the list of threads', () => {
  it('keeps who lives, and drops who is over, while neighbours start and end', () => {
    everyOrder(() => {
      const first = ThreadRecord.create('first', false, 7);
      first.markStarted();
      const startAndEnd = (name: string) => () => {
        const record = ThreadRecord.create(name, false, 8);
        record.markStarted();
        record.markStopped();
        aliveThreads();
      };
      const stay = (): number => {
        const record = ThreadRecord.create('last', false, 9);
        record.markStarted();
        return record.offset;
      };
      return {
        threads: [startAndEnd('a'), startAndEnd('b'), stay],
        check: (end) => {
          const last = values(end)[2];
          const alive = aliveThreads().map(({ offset }) => offset);
          expect(alive).toEqual([first.offset, last]);
        },
        preemptions: 3,
      };
    });
  });
});
