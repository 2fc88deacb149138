import { describe, expect, test } from 'vitest';
import { Replay, SpeedError } from '../../src/trace/replay.js';
import { begin, end, run } from '../export/recordings.js';

function replay() {
  let now = 100;
  const made = new Replay(
    run('two', 4, {
      a: [
        [0, 'lane-start', begin('thread', undefined, 2)],
        [1, 'sleep', { seconds: 2 }],
        [3, 'wake'],
        [4, 'lane-end', end('thread')],
      ],
      b: [
        [2, 'lane-start', begin('thread', undefined, 3)],
        [2, 'print', { text: 'b' }],
      ],
    }),
    () => now,
  );
  return { replay: made, pass: (seconds: number) => void (now += seconds) };
}
const types = (events: readonly { type: string }[]) => events.map(({ type }) => type);

describe('a replay that plays', () => {
  test('passes events at the recorded pace, and says when the next is due', () => {
    const { replay: it, pass } = replay();
    it.play();
    expect(types(it.advance())).toEqual(['run-start', 'lane-start']);
    expect(it.untilNext()).toBe(1);
    pass(0.5);
    expect(it.advance()).toEqual([]);
    expect(it.untilNext()).toBe(0.5);
    pass(2);
    expect(types(it.advance())).toEqual(['sleep', 'lane-start', 'print']);
    expect(it.t).toBe(2.5);
  });

  test.each([
    [0.25, 8, 2],
    [1, 2, 2],
    [100, 0.02, 2],
  ])('at speed %d reaches after %d s the second %d', (speed, seconds, t) => {
    const { replay: it, pass } = replay();
    it.speed = speed;
    it.play();
    pass(seconds);
    expect(it.t).toBeCloseTo(t, 9);
    expect(it.untilNext()).toBe(0);
  });

  test('keeps its place when the speed changes on the way', () => {
    const { replay: it, pass } = replay();
    it.play();
    pass(1);
    it.speed = 2;
    pass(0.5);
    expect(it.t).toBe(2);
    expect(it.playing).toBe(true);
  });

  test('stops at the end, and begins again from there', () => {
    const { replay: it, pass } = replay();
    it.play();
    pass(99);
    expect(it.advance().at(-1)?.type).toBe('run-end');
    expect([it.t, it.playing, it.over, it.untilNext()]).toEqual([4, false, true, Infinity]);
    it.play();
    expect(it.t).toBe(0);
  });

  test('stays where it is while it is paused', () => {
    const { replay: it, pass } = replay();
    it.play();
    pass(1.5);
    it.pause();
    pass(10);
    expect(it.t).toBe(1.5);
    expect(it.untilNext()).toBe(Infinity);
  });
});

describe('a replay that is stepped', () => {
  test('goes forward and back over the same events', () => {
    const { replay: it } = replay();
    const there = [];
    for (let event = it.next(); event !== null; event = it.next()) there.push(event);
    expect(there).toEqual(it.run.events);
    const back = [];
    for (let event = it.previous(); event !== null; event = it.previous()) back.push(event);
    expect(back).toEqual(it.run.events.toReversed());
    expect([it.t, it.passed, it.last]).toEqual([0, 0, null]);
  });

  test('stands between events that happened at the same time', () => {
    const { replay: it } = replay();
    it.jumpTo(1.9);
    expect([it.next()?.type, it.t]).toEqual(['lane-start', 2]);
    expect([it.next()?.type, it.t]).toEqual(['print', 2]);
    it.previous();
    expect(it.last?.type).toBe('lane-start');
  });

  test('finds the next event of a lane', () => {
    const { replay: it } = replay();
    expect(types(it.nextOf('b'))).toEqual(['run-start', 'lane-start', 'sleep', 'lane-start']);
    expect(it.t).toBe(2);
    expect(types(it.nextOf('b'))).toEqual(['print']);
    expect(it.nextOf('b')).toEqual([]);
    expect(it.t).toBe(2);
  });

  test('pauses what was playing', () => {
    const { replay: it, pass } = replay();
    it.play();
    pass(1);
    it.advance();
    it.next();
    expect([it.playing, it.t]).toEqual([false, 2]);
  });
});

test('a jump goes to any second, and no further than the run', () => {
  const { replay: it } = replay();
  it.jumpTo(2);
  expect([it.t, it.last?.type]).toEqual([2, 'print']);
  it.jumpTo(0.5);
  expect([it.t, it.last?.type]).toEqual([0.5, 'lane-start']);
  it.jumpTo(99);
  expect([it.t, it.over]).toEqual([4, true]);
  it.jumpTo(-1);
  expect(it.t).toBe(0);
});

test('the state of every lane is known at every moment', () => {
  const { replay: it } = replay();
  const at = (t: number) => {
    it.jumpTo(t);
    return it.states().map(({ history, span }) => `${history.lane} ${span?.state ?? 'not begun'}`);
  };
  expect(at(1.5)).toEqual(['a sleeping', 'b not begun']);
  expect(at(3.5)).toEqual(['a computing', 'b computing']);
  expect(at(0.5)).toEqual(['a computing', 'b not begun']);
  expect(at(4)).toEqual(['a done', 'b computing']);
});

test.each([0, 0.1, 101, NaN])('a speed of %d is refused in words', (speed) => {
  const { replay: it } = replay();
  expect(() => (it.speed = speed)).toThrow(SpeedError);
  expect(() => (it.speed = speed)).toThrow(`Expected a speed from 0.25 to 100, got ${speed}.`);
});
