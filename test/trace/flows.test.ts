import { expect, test } from 'vitest';
import type { TraceEvent } from '../../src/trace/event.js';
import { flowsOf } from '../../src/trace/flows.js';

const told = (...events: [number, string, string, Record<string, unknown>?][]) =>
  flowsOf(events.map(([t, lane, type, more]) => ({ t, lane, type, ...more }) as TraceEvent)).map(
    ({ type, what, from, to }) => `${type} ${what}: ${from.lane} ${from.t} → ${to.lane} ${to.t}`,
  );

test('a set is the cause of every waking of those who waited for it', () => {
  expect(
    told(
      [0, 'light', 'set', { on: 'event' }],
      [1, 'car', 'wait', { on: 'event' }],
      [2, 'bus', 'wait', { on: 'event' }],
      [3, 'light', 'set', { on: 'event' }],
      [3.1, 'car', 'wake', { on: 'event' }],
      [3.2, 'bus', 'wake', { on: 'event' }],
    ),
  ).toEqual(['set event: light 3 → car 3.1', 'set event: light 3 → bus 3.2']);
});

test('a wait that timed out has no cause', () => {
  expect(
    told(
      [0, 'light', 'set', { on: 'event' }],
      [1, 'car', 'wait', { on: 'event', seconds: 1 }],
      [2, 'car', 'wake', { on: 'event' }],
    ),
  ).toEqual([]);
});

test('the end of a lane is the cause of its joiner going on', () => {
  expect(
    told(
      [1, 'main', 'wait', { on: 'join t1' }],
      [2, 't1', 'lane-end', { kind: 'thread', how: 'returned' }],
      [2.1, 'main', 'wake'],
    ),
  ).toEqual(['join t1: t1 2 → main 2.1']);
});

test('a task goes to its worker and its result comes back, once', () => {
  expect(
    told(
      [0, 'main', 'task-submit', { task: 4 }],
      [1, 'w1', 'task-start', { task: 4 }],
      [2, 'w1', 'task-end', { task: 4 }],
      [3, 'main', 'callback', { task: 4 }],
      [4, 'main', 'task-start', { task: 4, worker: 'w2' }],
    ),
  ).toEqual(['task 4: main 0 → w1 1', 'result 4: w1 2 → main 3']);
});
