import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { Header, programWords } from '../../src/memory/arena.js';
import { pack, revive } from '../../src/memory/crossing.js';
import { Barrier } from '../../src/threading/barrier.js';
import { Condition } from '../../src/threading/condition.js';
import { Event } from '../../src/threading/event.js';
import { Lock } from '../../src/threading/lock.js';
import { Queue } from '../../src/threading/queue.js';
import { Semaphore } from '../../src/threading/semaphore.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const top = (): number => programWords()[Header.top]!;

async function turns(): Promise<void> {
  for (let i = 0; i < 5; i++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

function makeMany(): void {
  for (let i = 0; i < 2000; i++) {
    for (const object of [new Event({ name: `event ${i}` }), new Lock(), new Semaphore(3)])
      expect(object.offset).toBeGreaterThan(0);
    const condition = new Condition(new Lock(), { name: 'c' });
    const barrier = new Barrier(2, { name: 'b' });
    const queue = new Queue();
    queue.putNowait('a text');
    queue.putNowait({ some: 'object', big: 'x'.repeat(200) });
    expect([condition.lock.locked(), barrier.parties]).toEqual([false, 2]);
  }
}

it('objects that never left their thread give their memory back with all that they hold', async () => {
  makeMany();
  await turns();
  const before = top();
  for (let round = 0; round < 5; round++) {
    makeMany();
    await turns();
  }
  expect(top() - before).toBeLessThan(before / 2);
});

it('an object that another thread may know stays, and has one handle on a thread', async () => {
  let event: Event | undefined = new Event({ name: 'kept' });
  const { offset } = event;
  pack({ nested: [event] });
  event.set();
  expect(revive('Event', offset)).toBe(event);
  event = undefined;
  await turns();
  const others = Array.from({ length: 100 }, () => new Event({ name: 'other' }));
  expect(others.map(({ offset }) => offset)).not.toContain(offset);
  const again = revive<Event>('Event', offset);
  expect([again.name, again.isSet()]).toEqual(['kept', true]);
});
