import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LiveRenderer, type LiveTerminal } from '../../src/render/live.js';
import type { TraceEvent } from '../../src/trace/event.js';
import { laneStart, Paper, plainTerminal, runEnd, runOf, runStart, strand } from './run.js';
import { Screenful } from './terminal.js';

const print = (t: number, lane: string, text: string): TraceEvent => ({
  type: 'print',
  t,
  lane,
  text,
});

/** A live view on a terminal, played event by event at the pace of their times. */
class Stage {
  readonly size: LiveTerminal = { ...plainTerminal, columns: 100, rows: 24 };
  readonly live: LiveRenderer;
  readonly #paper = new Paper();
  readonly #terminal = new Screenful(100, 24);
  #now = 0;

  constructor(terminal: Partial<LiveTerminal> = {}) {
    Object.assign(this.size, terminal);
    this.live = new LiveRenderer(this.#paper, this.size, {}, () => this.#now);
  }

  /** Plays events up to a moment, and lets time pass until then. */
  play(events: Iterable<TraceEvent>, until: number): void {
    for (const event of events) {
      if (event.t > until) break;
      if (event.t < this.#now) continue;
      this.pass(event.t - this.#now);
      void this.live.event(event);
    }
    this.pass(until - this.#now);
  }

  pass(seconds: number): void {
    this.#now += seconds;
    vi.advanceTimersByTime(seconds * 1000);
  }

  async terminal(): Promise<Screenful> {
    const { text } = this.#paper;
    this.#paper.text = '';
    vi.useRealTimers();
    await this.#terminal.write(text);
    vi.useFakeTimers({ now: 0 });
    return this.#terminal;
  }

  get written(): string {
    return this.#paper.text;
  }
}

const trafficLight = [
  ...runOf(
    'traffic-light',
    12,
    strand('main', 'main', 0, ['compute', 0.1], ['end', 'returned']),
    strand(
      'light',
      'thread',
      0.02,
      ['set', 'event'],
      ['sleep', 6],
      ['clear', 'event'],
      ['sleep', 5],
      ['set', 'event'],
      ['sleep', 1],
    ),
    strand('MINI', 'thread', 0.05, ['sleep', 6.2], ['wait', 'event', 4.77]),
    [print(0.03, 'light', 'green'), print(6.03, 'light', 'red'), print(6.25, 'MINI', 'waits')],
  ),
].sort((a, b) => a.t - b.t);

describe('the live view', () => {
  beforeEach(() => vi.useFakeTimers({ now: 0 }));
  afterEach(() => vi.useRealTimers());

  test('shows every lane, its state and since when, below the lines', async () => {
    const stage = new Stage();
    stage.play(trafficLight, 8.3);
    expect((await stage.terminal()).seen()).toMatchInlineSnapshot(`
      [
        "",
        " traffic-light",
        "",
        "  0.030 s  light │ green",
        "  6.030 s  light │ red",
        "  6.250 s  MINI  │ waits",
        "",
        "  elapsed 8.3 s                           0 s                      5 s",
        "  main     done                           ▇ done",
        "  light  ▃ sleeping                2.3 s  ●▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃○▃▃▃▃▃▃▃▃▃▃▃",
        "  MINI   ▒ waiting event           2.1 s  ▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▒ event ▒▒▒",
      ]
    `);
  });

  test('goes without bars where there is no room, in Chinese too', async () => {
    const stage = new Stage({ columns: 60, lang: 'zh' });
    stage.play(trafficLight, 8.3);
    expect((await stage.terminal()).seen().slice(-4)).toMatchInlineSnapshot(`
      [
        "  已用 8.3 s                      0 s",
        "  main     结束                   ▇ 结束",
        "  light  ▃ 睡眠            2.3 s  ●▃▃▃▃▃▃▃▃▃○▃▃▃▃",
        "  MINI   ▒ 等待 event      2.1 s  ▃▃▃▃▃▃▃▃▃▃▃▒▒▒▒",
      ]
    `);
  });

  test('keeps to ASCII where told to', async () => {
    const stage = new Stage({ ascii: true, lang: 'zh' });
    stage.play(trafficLight, 8.3);
    const rows = (await stage.terminal()).seen().slice(-4);
    expect(rows.join('\n')).toMatch(/^[\n -~]*$/);
    expect(rows).toMatchInlineSnapshot(`
      [
        "  elapsed 8.3 s                           0 s                      5 s",
        "  main     done                           # done",
        "  light  _ sleeping                2.3 s  O_____________________________o___________",
        "  MINI   . waiting event           2.1 s  _______________________________. event ...",
      ]
    `);
  });

  test('leaves nothing but the lines when the run is over', async () => {
    const stage = new Stage();
    stage.play(trafficLight, 12);
    const terminal = await stage.terminal();
    expect(terminal.everything()).toEqual([
      '',
      ' traffic-light',
      '',
      '  0.030 s  light │ green',
      '  6.030 s  light │ red',
      '  6.250 s  MINI  │ waits',
    ]);
  });

  test('is stopped at once, and gives the cursor back', async () => {
    const stage = new Stage();
    stage.play(trafficLight, 7);
    stage.live.clear();
    expect(stage.written.endsWith('\u001b[?25h')).toBe(true);
    expect((await stage.terminal()).everything().at(-1)).toBe('  6.250 s  MINI  │ waits');
    stage.pass(5);
    stage.live.clear();
    expect(stage.written).toBe('');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('keeps every line of a burst, and what others write', async () => {
    const stage = new Stage();
    const burst = Array.from({ length: 20_000 }, (_, i) => print(i / 10_000, 't1', `line ${i}`));
    stage.play([runStart('x'), laneStart(0, 't1'), ...burst], 1);
    stage.live.above.write('warning: it is late\n');
    stage.play(burst.slice(10_001), 3);
    void stage.live.event(runEnd(3));
    const lines = (await stage.terminal()).everything().slice(3);
    expect(lines.filter((line) => !line.startsWith('warning'))).toHaveLength(20_000);
    expect(lines.filter((line) => line === 'warning: it is late')).toHaveLength(1);
    expect(lines.at(-1)).toBe('  2.000 s  t1    │ line 19999');
  });

  test('shows those of many lanes that are not done, and counts the others', async () => {
    const stage = new Stage();
    const lanes = Array.from({ length: 100 }, (_, i) =>
      strand(`task-${i}`, 'greenlet', i / 1000, ['sleep', i < 50 ? 1 : 9], ['end', 'returned']),
    );
    stage.play(runOf('many', 10, strand('main', 'main', 0, ['wait', 'joinall', 9]), ...lanes), 2);
    const rows = (await stage.terminal()).seen().slice(-9);
    expect(rows).toMatchInlineSnapshot(`
      [
        "  elapsed 2.0 s                             0 s                2 s                4 s",
        "  main     ▒ waiting joinall         2.0 s  ▒ joinall ▒▒▒▒▒▒▒▒▒▒",
        "  task-50  ▃ sleeping                1.9 s  ▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃",
        "  task-51  ▃ sleeping                1.9 s  ▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃",
        "  task-52  ▃ sleeping                1.9 s  ▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃",
        "  task-53  ▃ sleeping                1.9 s  ▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃",
        "  task-54  ▃ sleeping                1.9 s  ▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃",
        "  task-55  ▃ sleeping                1.9 s  ▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃",
        "  and 94 more: 50 done, 44 sleeping",
      ]
    `);
  });

  test('draws rarely enough not to be felt: a frame a tenth of a second where nothing happens', () => {
    const stage = new Stage();
    stage.play([runStart('x'), laneStart(0, 't1')], 0);
    const before = stage.written.length;
    for (let i = 0; i < 100; i++) stage.pass(0.01);
    const frames = stage.written.slice(before).split('\u001b[?2026h').length - 1;
    expect(frames).toBeGreaterThan(7);
    expect(frames).toBeLessThan(12);
  });
});
