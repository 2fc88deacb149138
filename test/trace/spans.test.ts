import { describe, expect, test } from 'vitest';
import type { LaneKind, TraceEvent } from '../../src/trace/event.js';
import { flagHistories } from '../../src/trace/flags.js';
import { histories, LaneStates, spanAt, type LaneHistory } from '../../src/trace/spans.js';

/** Events of a lane, told as `[t, type, further fields]`. */
function on(lane: string, ...told: [number, string, Record<string, unknown>?][]): TraceEvent[] {
  return told.map(([t, type, more]) => ({ t, lane, type, ...more }) as unknown as TraceEvent);
}
const start = (kind: LaneKind, tid = 1, pid = 7) => ({ kind, pid, tid });
const end = (kind: LaneKind, how = 'returned') => ({ kind, how });
const short = (history: LaneHistory | undefined) =>
  history?.spans.map(({ state, on, from, to }) => `${from}-${to} ${state}${on ? ` ${on}` : ''}`);
const lane = (all: LaneHistory[], name: string) => all.find(({ lane }) => lane === name);

describe('a lane of a thread', () => {
  test('computes from its start to its end, except while it sleeps or waits', () => {
    const [t1] = histories(
      on(
        't1',
        [0, 'lane-start', { ...start('thread'), parent: 'main' }],
        [1, 'sleep', { seconds: 1 }],
        [2, 'wake'],
        [3, 'wait', { on: 'event' }],
        [5, 'wake', { on: 'event' }],
        [6, 'lane-end', end('thread')],
      ),
    );
    expect(short(t1)).toEqual([
      '0-1 computing',
      '1-2 sleeping',
      '2-3 computing',
      '3-5 waiting event',
      '5-6 computing',
    ]);
    expect(t1).toMatchObject({ kind: 'thread', parent: 'main', from: 0, to: 6, how: 'returned' });
  });

  test('is told in order of time, whatever order its events came in', () => {
    const events = on(
      't1',
      [0, 'lane-start', start('thread')],
      [1, 'wait', { on: 'lock A' }],
      [2, 'wake', { on: 'lock A' }],
      [3, 'lane-end', end('thread')],
    );
    expect(histories(events.toReversed())).toEqual(histories(events));
  });

  test('stays open to the end of the recording when the run was interrupted', () => {
    const all = histories([
      ...on('t1', [0, 'lane-start', start('thread', 1)], [1, 'wait', { on: 'event' }]),
      ...on('t2', [0, 'lane-start', start('thread', 2)], [9, 'lane-end', end('thread', 'killed')]),
    ]);
    expect(lane(all, 't1')).toMatchObject({ to: 9 });
    expect(lane(all, 't1')?.how).toBeUndefined();
    expect(short(lane(all, 't1'))).toEqual(['0-1 computing', '1-9 waiting event']);
    expect(lane(all, 't2')?.how).toBe('killed');
  });

  test('goes on waiting after a callback on it has slept', () => {
    const [main] = histories(
      on(
        'main',
        [0, 'lane-start', start('main')],
        [1, 'wait', { on: 'pool' }],
        [2, 'callback', { task: 0 }],
        [2, 'sleep'],
        [3, 'wake'],
        [4, 'wake', { on: 'pool' }],
        [5, 'lane-end', end('main')],
      ),
    );
    expect(short(main)).toEqual([
      '0-1 computing',
      '1-2 waiting pool',
      '2-3 sleeping',
      '3-4 waiting pool',
      '4-5 computing',
    ]);
  });

  test('is known by what it says even where its start is missing', () => {
    const [t1] = histories(on('t1', [1, 'print', { text: 'hello' }], [2, 'sleep'], [4, 'wake']));
    expect(t1).toMatchObject({ from: 1, to: 4, marks: [{ t: 1, type: 'print', what: 'hello' }] });
    expect(short(t1)).toEqual(['1-2 computing', '2-4 sleeping', '4-4 computing']);
  });

  test('keeps a span of no length if it has no other', () => {
    const [t1] = histories(
      on('t1', [1, 'lane-start', start('thread')], [1, 'lane-end', end('thread')]),
    );
    expect(short(t1)).toEqual(['1-1 computing']);
  });
});

describe('lanes that share a thread', () => {
  test('give way to each other as they switch, and to their parent as they end', () => {
    const all = histories([
      ...on('main', [0, 'lane-start', start('main')], [1, 'switch', { to: 'gr1' }]),
      ...on(
        'gr1',
        [1, 'lane-start', { ...start('greenlet'), parent: 'main' }],
        [2, 'switch', { to: 'gr2' }],
      ),
      ...on(
        'gr2',
        [2, 'lane-start', { ...start('greenlet'), parent: 'main' }],
        [3, 'switch', { to: 'gr1' }],
      ),
      ...on('gr1', [4, 'switch', { to: 'gr2' }]),
      ...on('gr2', [5, 'lane-end', end('greenlet')]),
      ...on('main', [6, 'lane-end', end('main')]),
    ]);
    expect(short(lane(all, 'main'))).toEqual(['0-1 computing', '1-5 ready', '5-6 computing']);
    expect(short(lane(all, 'gr1'))).toEqual([
      '1-2 computing',
      '2-3 ready',
      '3-4 computing',
      '4-6 ready',
    ]);
    expect(short(lane(all, 'gr2'))).toEqual(['2-3 computing', '3-4 ready', '4-5 computing']);
    expect(lane(all, 'gr1')?.how).toBeUndefined();
  });

  test('run one at a time when they wait for what is awaited', () => {
    const all = histories([
      ...on('main', [0, 'lane-start', start('main')], [1, 'wait', { on: 'joinall' }]),
      ...on('a', [1, 'lane-start', start('greenlet')], [2, 'wait', { on: 'GET a' }]),
      ...on('b', [2, 'lane-start', start('greenlet')]),
      ...on('a', [3, 'wake', { on: 'GET a' }], [4, 'lane-end', end('greenlet')]),
      ...on('b', [4, 'print', { text: 'b' }], [5, 'lane-end', end('greenlet')]),
      ...on('main', [5, 'wake', { on: 'joinall' }], [6, 'lane-end', end('main')]),
    ]);
    expect(short(lane(all, 'main'))).toEqual([
      '0-1 computing',
      '1-5 waiting joinall',
      '5-6 computing',
    ]);
    expect(short(lane(all, 'a'))).toEqual(['1-2 computing', '2-3 waiting GET a', '3-4 computing']);
    expect(short(lane(all, 'b'))).toEqual(['2-3 computing', '3-4 ready', '4-5 computing']);
  });

  test('do not set aside lanes of another thread or process', () => {
    const all = histories([
      ...on('main', [0, 'lane-start', start('main', 1)]),
      ...on('t1', [1, 'lane-start', start('thread', 2)]),
      ...on('p1', [2, 'lane-start', start('process', 1, 8)]),
      ...on('main', [9, 'lane-end', end('main')]),
    ]);
    expect(all.flatMap(({ spans }) => spans.map(({ state }) => state))).toEqual([
      'computing',
      'computing',
      'computing',
    ]);
  });
});

test('a worker of a pool shows the tasks it ran, whichever lane tells of them', () => {
  const all = histories([
    ...on('main', [0, 'lane-start', start('main', 1)], [1, 'task-submit', { task: 0 }]),
    ...on(
      'w1',
      [1, 'lane-start', start('process', 0, 8)],
      [2, 'task-start', { task: 0 }],
      [4, 'task-end', { task: 0 }],
    ),
    ...on('main', [5, 'task-start', { task: 1, worker: 'w1' }], [9, 'print', { text: 'end' }]),
  ]);
  expect(lane(all, 'w1')?.tasks).toEqual([
    { task: 0, from: 2, to: 4 },
    { task: 1, from: 5, to: 9 },
  ]);
});

test('an event is shown as set and clear, from the beginning to the end of the run', () => {
  const flags = flagHistories([
    ...on('light', [0, 'set', { on: 'event' }], [6, 'clear', { on: 'event' }]),
    ...on('light', [7, 'clear', { on: 'event' }], [11, 'set', { on: 'event' }]),
    ...on('car', [1, 'set', { on: 'door' }], [22, 'print', { text: 'bye' }]),
  ]);
  expect(flags).toEqual([
    {
      on: 'event',
      spans: [
        { set: true, from: 0, to: 6 },
        { set: false, from: 6, to: 11 },
        { set: true, from: 11, to: 22 },
      ],
    },
    {
      on: 'door',
      spans: [
        { set: false, from: 0, to: 1 },
        { set: true, from: 1, to: 22 },
      ],
    },
  ]);
});

test('the state at a moment is found in a history', () => {
  const [t1] = histories(
    on(
      't1',
      [1, 'lane-start', start('thread')],
      [2, 'sleep'],
      [3, 'wake'],
      [4, 'lane-end', end('thread')],
    ),
  );
  const at = [0.5, 1, 1.9, 2, 3.5, 4, 99].map((t) => spanAt(t1!, t)?.state ?? null);
  expect(at).toEqual([null, 'computing', 'computing', 'sleeping', 'computing', 'done', 'done']);
});

test('lane states say, event by event, which lanes changed', () => {
  const states = new LaneStates();
  const seen = [
    ...on('t1', [0, 'lane-start', start('thread')], [1, 'print', { text: 'x' }], [2, 'sleep']),
  ].map((event) => states.see(event).map(({ lane, state, since }) => `${lane} ${state} ${since}`));
  expect(seen).toEqual([['t1 computing 0'], [], ['t1 sleeping 2']]);
  expect(states.lanes.get('t1')).toMatchObject({ state: 'sleeping', kind: 'thread', since: 2 });
});
