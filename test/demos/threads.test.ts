import { describe, expect, it } from 'vitest';
import { bin, linesOf, only, runJson } from '../bin.js';
import type { Print } from '../../src/trace/event.js';

/** How much longer than its ideal a demo may take here: workers start, the machine is busy. */
const ROOM = 2;

/** The lines in the order of their stages; within a stage the order is free. */
function stages(events: Parameters<typeof linesOf>[0], size: number): string[][] {
  const lines = linesOf(events);
  return Array.from({ length: lines.length / size }, (_, i) =>
    lines.slice(i * size, (i + 1) * size).toSorted(),
  );
}

describe('threads', () => {
  it('counts down on two threads side by side, no stage overtaking the next', async () => {
    const { events, end } = await runJson(['threads', '--speed', '5']);
    expect(stages(events, 2)).toEqual([
      ['task:t1', 'task:t2'],
      ['2s', '2s'],
      ['1s', '1s'],
      ['0s', '0s'],
    ]);
    expect(end).toMatchObject({ ideal: 0.8, status: 'ok', threads: 2, processes: 0 });
    expect(end.elapsed).toBeGreaterThanOrEqual(0.8);
    expect(end.elapsed).toBeLessThan(0.8 + ROOM);
  });

  it('prints the bare lines with --plain, in both languages alike', async () => {
    for (const lang of ['en', 'zh']) {
      const { stdout, stderr } = await bin([
        ...['run', 'threads', '--plain', '--lang', lang, '--speed', '10'],
      ]);
      expect(stdout.trim().split('\n').toSorted()).toEqual(
        ['0s', '0s', '1s', '1s', '2s', '2s', 'task:t1', 'task:t2'].toSorted(),
      );
      expect(stderr).toBe('');
    }
  });
});

describe('subclass', () => {
  it("prints each thread's own text form, with the id of the worker that runs it", async () => {
    const { events } = await runJson(['subclass', '--speed', '10']);
    const starts = only(events, 'lane-start').filter(({ kind }) => kind === 'thread');
    expect(starts.map(({ lane }) => lane).toSorted()).toEqual(['Thread-1', 'Thread-2']);
    for (const { lane, tid } of starts)
      expect(linesOf(events, lane)).toEqual([
        `task:<MyThread(${lane}, started ${tid})>`,
        '2s',
        '1s',
        '0s',
      ]);
    expect(new Set(starts.map(({ tid }) => tid)).size).toBe(2);
  });
});

describe('timing', () => {
  const cost = (line: string): number => Number(/^cost: ([\d.]+)$/.exec(line)![1]);

  it('prints the cost last when main joins its threads', async () => {
    const { events, end } = await runJson(['timing', '--speed', '5']);
    const lines = linesOf(events);
    expect(lines).toHaveLength(13);
    expect(linesOf(events, 'main')).toEqual([lines[12]]);
    expect(cost(lines[12]!)).toBeGreaterThanOrEqual(0.6);
    expect(cost(lines[12]!)).toBeLessThan(0.6 + ROOM);
    expect(stages(events, 3).slice(1, 4)).toEqual([
      ['3s', '3s', '3s'],
      ['2s', '2s', '2s'],
      ['1s', '1s', '1s'],
    ]);
    for (const n of [0, 1, 2])
      expect(linesOf(events, `Thread-${n + 1} (run)`)[0]).toMatch(
        new RegExp(`^task t-${n} <Thread\\(Thread-${n + 1} \\(run\\), started \\d+\\)>$`),
      );
    expect(end.threads).toBe(3);
  });

  it('prints it at once with --no-join, and still ends only with its threads', async () => {
    const { events, end } = await runJson(['timing', '--no-join', '--speed', '5']);
    const [said] = only(events, 'print').filter(({ lane }) => lane === 'main');
    expect(cost(said!.text)).toBeLessThan(0.5);
    const later = only(events, 'print').filter(({ t, text }) => text === '1s' && t > said!.t);
    expect(later).toHaveLength(3);
    expect(end.elapsed).toBeGreaterThanOrEqual(0.6);
  });
});

describe('active-count', () => {
  it('counts 1, 4 and 1', async () => {
    const { events, end } = await runJson(['active-count', '--speed', '10']);
    expect(linesOf(events, 'main')).toEqual(['active before: 1', 'active while they run: 4', '1']);
    expect(end.elapsed).toBeGreaterThanOrEqual(0.65);
  });

  it('says its tasks in Chinese', async () => {
    const { events } = await runJson(['active-count', '--speed', '20', '--lang', 'zh']);
    expect(linesOf(events)).toContain('任务:t-0');
  });
});

describe('traffic-light', () => {
  const facts = async (...args: string[]) => {
    const run = await runJson(['traffic-light', '--speed', '10', ...args]);
    return { ...run, prints: only(run.events, 'print') };
  };
  const of = (prints: Print[], lane: string): Print[] => prints.filter((p) => p.lane === lane);

  it('shows six ticks of green, five of red, a silent one, then five of green', async () => {
    const { prints, events, end } = await facts();
    expect(of(prints, 'light').map(({ text }) => text.split(' ').at(-1))).toEqual(
      [6, 5, 5, 5].flatMap((ticks, i) => Array<string>(ticks).fill(i % 2 ? 'red' : 'green')),
    );
    const flags = events.filter((e) => 'on' in e && e.on === 'event');
    expect(flags.filter(({ type }) => type === 'set')).toHaveLength(3);
    expect(flags.filter(({ type }) => type === 'clear')).toHaveLength(2);
    expect(end).toMatchObject({ ideal: 2.2, status: 'ok', threads: 2 });
    expect(end.elapsed).toBeGreaterThanOrEqual(2.2);
    expect(end.elapsed).toBeLessThan(2.2 + ROOM);
  });

  it('holds each car once a cycle until the very moment the event is set', async () => {
    const { prints, events } = await facts('--car', 'MINI', '--car', '宝马', '--lang', 'zh');
    const sets = only(events, 'set').filter(({ on }) => on === 'event');
    for (const name of ['MINI', '宝马']) {
      const texts = of(prints, name).map(({ text }) => text);
      const goes = of(prints, name).filter(({ text }) => text === `['${name}'] 绿灯，请通行...`);
      expect(goes).toHaveLength(2);
      expect(texts.filter((text) => text === `['${name}'] 看到红灯,等待中...`)).toHaveLength(2);
      const drives = texts.filter((text) => text === `['${name}'] 开动了...`).length;
      expect(drives).toBeGreaterThanOrEqual(10);
      expect(drives).toBeLessThanOrEqual(14);
      goes.forEach(({ t }, cycle) => {
        const since = t - sets[cycle + 1]!.t;
        expect(since).toBeGreaterThanOrEqual(0);
        expect(since).toBeLessThan(0.09);
      });
      const waits = only(events, 'wait').filter(({ lane }) => lane === name);
      expect(waits.map(({ on }) => on)).toEqual(['event', 'event']);
    }
  });
});
