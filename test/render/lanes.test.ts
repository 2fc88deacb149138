import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { LanesRenderer } from '../../src/render/lanes.js';
import type { Terminal } from '../../src/render/terminal.js';
import type { TraceEvent } from '../../src/trace/event.js';
import { laneStart, plainTerminal, runEnd, runStart, written } from './run.js';

const about = { summary: 'an Event holds a car at a red light', teaches: 'threading.Event' };

const trafficLight: TraceEvent[] = [
  runStart('traffic-light'),
  laneStart(0, 'main', 'main'),
  laneStart(0.001, 'light'),
  { type: 'print', t: 0.0004, lane: 'light', text: '● green' },
  laneStart(0.002, 'MINI'),
  { type: 'print', t: 0.001, lane: 'MINI', text: 'drives on ...' },
  { type: 'set', t: 11, lane: 'light', on: 'event' },
  { type: 'print', t: 11.0092, lane: 'MINI', text: 'green, go ...' },
  runEnd(22),
];

function lanes(events: Iterable<TraceEvent>, terminal: Partial<Terminal> = {}): Promise<string> {
  return written((out) => new LanesRenderer(out, { ...plainTerminal, ...terminal }, about), events);
}

function prints(...texts: string[]): TraceEvent[] {
  return texts.map((text) => ({ type: 'print', t: 1, lane: 't1', text }));
}

describe('the lines of a run', () => {
  test('stand under a header, each with the time of its print and the name of its lane', async () => {
    expect(await lanes(trafficLight)).toMatchInlineSnapshot(`
      "
       traffic-light   an Event holds a car at a red light            threading.Event

        0.000 s  light │ ● green
        0.001 s  MINI  │ drives on ...
       11.009 s  MINI  │ green, go ...
      "
    `);
  });

  test('use the width of a wide terminal for the header', async () => {
    expect((await lanes(trafficLight, { columns: 140 })).split('\n')[1]).toMatchInlineSnapshot(
      `" traffic-light   an Event holds a car at a red light                                                                        threading.Event"`,
    );
  });

  test('carry a colour for each lane', async () => {
    expect(JSON.stringify(await lanes(trafficLight, { color: 3 }))).toMatchInlineSnapshot(
      `""\\n \\u001b[1mtraffic-light\\u001b[22m   an Event holds a car at a red light            \\u001b[38;2;120;124;132mthreading.Event\\u001b[39m\\n\\n\\u001b[38;2;120;124;132m  0.000 s\\u001b[39m  \\u001b[38;2;205;89;11mlight\\u001b[39m \\u001b[38;2;205;89;11m│\\u001b[39m ● green\\n\\u001b[38;2;120;124;132m  0.001 s\\u001b[39m  \\u001b[38;2;12;137;148mMINI \\u001b[39m \\u001b[38;2;12;137;148m│\\u001b[39m drives on ...\\n\\u001b[38;2;120;124;132m 11.009 s\\u001b[39m  \\u001b[38;2;12;137;148mMINI \\u001b[39m \\u001b[38;2;12;137;148m│\\u001b[39m green, go ...\\n""`,
    );
  });

  test('keep to ASCII where told to, also in what a program prints', async () => {
    const text = await lanes([...trafficLight, ...prints('现在是绿灯')], {
      ascii: true,
      lang: 'zh',
    });
    expect(text).toMatch(/^[\n -~]*$/);
    expect(text).toContain(String.raw`t1    | \u{73b0}`);
  });

  test('are aligned under Chinese names, and move right for a long name that comes late', async () => {
    expect(
      await lanes([
        runStart('x'),
        laneStart(0, '红绿灯'),
        { type: 'print', t: 0, lane: '红绿灯', text: '绿灯' },
        { type: 'print', t: 0, lane: 'MINI', text: 'drives' },
        laneStart(0, 'https://www.python.org/downloads/source/'),
        {
          type: 'print',
          t: 1,
          lane: 'https://www.python.org/downloads/source/',
          text: 'GET',
        },
        { type: 'print', t: 100.5, lane: 'MINI', text: 'drives' },
      ]),
    ).toMatchInlineSnapshot(`
      "
       x   an Event holds a car at a red light                        threading.Event

        0.000 s  红绿灯 │ 绿灯
        0.000 s  MINI   │ drives
        1.000 s  https://www.…ads/source/ │ GET
      100.500 s  MINI                     │ drives
      "
    `);
  });

  test('stay where they are for lanes that print nothing, and move seldom for those that do', async () => {
    const names = ['main', 'worker-1', 'child', 'child2', 'child#10', 'child#100'];
    const said = names
      .filter((name) => name !== 'worker-1')
      .map((lane): TraceEvent => ({ type: 'print', t: 1, lane, text: 'x' }));
    const [first, ...rest] = said as [TraceEvent, ...TraceEvent[]];
    const text = await lanes([
      runStart('x'),
      first,
      ...names.map((it) => laneStart(1, it)),
      ...rest,
    ]);
    expect(
      text
        .split('\n')
        .slice(3, -1)
        .map((line) => line.indexOf('│')),
    ).toEqual([17, 17, 20, 20, 23]);
  });

  test('begin with no closing sign and end with no opening one', async () => {
    const text = await lanes(prints('很长的一行。（中文）。'), { columns: 40 - 5 });
    const lines = text.split('\n').flatMap((line) => line.split('│ ').slice(1));
    expect(lines).toMatchInlineSnapshot(`
      [
        "很长的一行。",
        "（中文）。",
      ]
    `);
  });

  test('wrap within the width, the gutter kept', async () => {
    const text = await lanes(
      prints('a line that goes on '.repeat(6), '很长的一行中文'.repeat(8), 'x'.repeat(100), 'a\nb'),
    );
    expect(text).toMatchInlineSnapshot(`
      "  1.000 s  t1    │ a line that goes on a line that goes on a line that goes on
                       │ a line that goes on a line that goes on a line that goes on
        1.000 s  t1    │ 很长的一行中文很长的一行中文很长的一行中文很长的一行中文很长
                       │ 的一行中文很长的一行中文很长的一行中文很长的一行中文
        1.000 s  t1    │ xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                       │ xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
        1.000 s  t1    │ a
                       │ b
      "
    `);
    expect(Math.max(...text.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(80);
  });

  test('show an error and a killed lane where they happened', async () => {
    const failing: TraceEvent[] = [
      { type: 'error', t: 1, lane: 't1', name: 'TypeError', message: 'x is not a function' },
      { type: 'lane-end', t: 1, lane: 't1', kind: 'thread', how: 'failed' },
      { type: 'lane-end', t: 2, lane: 't2', kind: 'thread', how: 'killed' },
    ];
    expect(await lanes([...failing, runEnd(3)])).toMatchInlineSnapshot(`
      "  1.000 s  t1    │ ✗ TypeError: x is not a function
        2.000 s  t2    │ ✗ killed
      "
    `);
    expect(await lanes([...failing, runEnd(3, { status: 'interrupted' })])).not.toContain('killed');
  });

  test('say when the run is faster than written', async () => {
    expect(await lanes([runStart('pool', 10)])).toContain(' 10 times faster than written\n');
    expect(await lanes([runStart('pool', 0.5)], { lang: 'zh' })).toContain(' 慢放 2 倍\n');
  });

  test('let nothing through that a terminal would act upon, in texts and in names', async () => {
    const hostile = '\u001b[2Jgone\u001b]0;title\u0007\u202eright to left\u0000\u009b31m\rover';
    expect(
      await lanes([
        { type: 'print', t: 1, lane: `t\u001b[31m\n1${hostile}`, text: hostile },
        { type: 'error', t: 1, lane: 't', name: 'E\u001b[1m', message: 'a\u0008b' },
      ]),
    ).toMatchInlineSnapshot(`
      "  1.000 s  t 1goneright…o left over │ goneright to left
                                          │ over
        1.000 s  t                        │ ✗ E: ab
      "
    `);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const shown = await lanes([{ type: 'print', t: 0, lane: text, text }]);
        expect(shown).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
        for (const line of shown.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
      }),
    );
  });
});
