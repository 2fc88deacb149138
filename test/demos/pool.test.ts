import { describe, expect, it } from 'vitest';
import { histories } from '../../src/trace/spans.js';
import { bin, linesOf, only, runJson } from '../bin.js';

/** How much longer than its ideal the demo may take here: five processes start on a busy machine. */
const ROOM = 3;

describe('pool', () => {
  it('prints end first, then the results in two waves that never mix', async () => {
    const { events, end } = await runJson(['pool', '--speed', '2']);
    const [first, ...results] = linesOf(events);
    expect(first).toBe('end');
    const numbers = results.map((line) => Number(/^-->exec done: (\d+)$/.exec(line)![1]));
    expect(new Set(numbers.slice(0, 5))).toEqual(new Set([100, 101, 102, 103, 104]));
    expect(new Set(numbers.slice(5))).toEqual(new Set([105, 106, 107, 108, 109]));
    expect(numbers).toHaveLength(10);
    expect(end).toMatchObject({ ideal: 2, status: 'ok', threads: 0, processes: 5 });
    expect(end.elapsed).toBeGreaterThanOrEqual(2);
    expect(end.elapsed).toBeLessThan(2 + ROOM);
  });

  it('calls back on the lane of the parent, in the order in which the tasks ended', async () => {
    const { events } = await runJson(['pool', '--speed', '10', '--tasks', '6']);
    expect(linesOf(events, 'main')).toHaveLength(7);
    const callbacks = only(events, 'callback');
    expect(new Set(callbacks.map(({ lane }) => lane))).toEqual(new Set(['main']));
    expect(callbacks).toHaveLength(6);
    const lanes = only(events, 'lane-start').filter(({ kind }) => kind === 'process');
    expect(new Set(lanes.map(({ pid }) => pid)).size).toBe(5);
    const ends = new Map(only(events, 'task-end').map(({ task, t, lane }) => [task, { t, lane }]));
    for (const { task, t, worker } of callbacks) {
      expect(ends.get(task)!.t).toBeLessThan(t);
      expect(ends.get(task)!.lane).toBe(worker);
    }
  });

  it('does one task after the other with --sync, and prints end last', async () => {
    const { events, end } = await runJson(['pool', '--sync', '--speed', '20', '--tasks', '4']);
    expect(linesOf(events)).toEqual([
      ...[100, 101, 102, 103].map((result) => `-->exec done: ${result}`),
      'end',
    ]);
    const waiting = histories(events).flatMap(({ kind, spans }) =>
      kind === 'process' ? spans.filter(({ on }) => on === 'a task') : [],
    );
    // Four of five workers have nothing to do while one sleeps.
    const idle = waiting.reduce((sum, { from, to }) => sum + to - from, 0);
    expect(idle).toBeGreaterThan(0.4);
    expect(end.ideal).toBe(0.4);
    expect(end.elapsed).toBeGreaterThanOrEqual(0.4);
  });

  it('runs on as many workers as it is told, and needs no task', async () => {
    const { end } = await runJson(['pool', '--workers', '2', '--tasks', '0', '--speed', '10']);
    expect(end).toMatchObject({ ideal: 0, processes: 2 });
    const { stdout } = await bin(['run', 'pool', '--tasks', '0', '--plain']);
    expect(stdout).toBe('end');
  });
});
