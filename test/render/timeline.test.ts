import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import stringWidth from 'string-width';
import type { Terminal } from '../../src/render/terminal.js';
import { TimelineRenderer } from '../../src/render/timeline.js';
import type { TraceEvent } from '../../src/trace/event.js';
import { plainTerminal, runEnd, runOf, strand, written } from './run.js';

function timeline(events: Iterable<TraceEvent>, terminal: Partial<Terminal> = {}): Promise<string> {
  return written((out) => new TimelineRenderer(out, { ...plainTerminal, ...terminal }), events);
}

/** The bar of the row with a name. */
function rowOf(text: string, name: string): string {
  const line = text.split('\n').find((row) => row.startsWith(`  ${name} `));
  return line?.slice(name.length + 2) ?? `no row ${name}`;
}

const ticks = (seconds: number): ['sleep', number][] =>
  Array.from({ length: seconds }, () => ['sleep', 1]);

const trafficLight = runOf(
  'traffic-light',
  22,
  strand('main', 'main', 0, ['compute', 0.05], ['end', 'returned']),
  strand(
    'light',
    'thread',
    0.02,
    ...(['set', 'set'] as const).flatMap((): Parameters<typeof strand>[3][] => [
      ['set', 'event'],
      ...ticks(6),
      ['clear', 'event'],
      ...ticks(5),
    ]),
    ['set', 'event'],
    ['end', 'returned'],
  ).filter(({ t }) => t <= 22.1),
  strand(
    'MINI',
    'thread',
    0.05,
    ...ticks(6),
    ['wait', 'event', 4.97],
    ...ticks(6),
    ['wait', 'event', 4.97],
    ['end', 'returned'],
  ),
);

const timing = (join: boolean): TraceEvent[] =>
  runOf(
    'timing',
    3.03,
    join
      ? strand('main', 'main', 0, ['wait', 'join t0', 3.01], ['end', 'returned'])
      : strand('main', 'main', 0, ['compute', 0.01], ['end', 'returned']),
    ...[0, 1, 2].map((i) =>
      strand(`t${i}`, 'thread', 0.02 + i / 1000, ...ticks(3), ['end', 'returned']),
    ),
  );

const pool = runOf(
  'pool',
  4.1,
  strand(
    'main',
    'main',
    0,
    ['submit', 0],
    ['wait', 'pool', 2.05],
    ['callback', 0],
    ['wait', 'pool', 2.02],
    ['callback', 5],
    ['end', 'returned'],
  ),
  ...[0, 1, 2].map((i) =>
    strand(
      `ForkPoolWorker-${i + 1}`,
      'process',
      0.04,
      ['task', i, 2],
      ['wait', 'task', 0.01],
      ['task', i + 3, 2],
      ['end', 'killed'],
    ),
  ),
);

const fetches = (...starts: number[]): TraceEvent[] =>
  runOf(
    'gevent-fetch',
    1.65,
    strand('main', 'main', 0, ['wait', 'joinall', 1.62], ['end', 'returned']),
    ...['python.org', 'yahoo.com', 'github.com'].map((name, i) =>
      strand(
        name,
        'greenlet',
        starts[i]!,
        ['wait', 'GET', [0.3, 0.5, 0.8][i]!],
        ['end', 'returned'],
      ),
    ),
  );

const greenlets = runOf(
  'greenlet',
  0.00102,
  strand(
    'main',
    'main',
    0,
    ['compute', 0.0002],
    ['switch', 'gr1', 0.0006],
    ['compute', 0.0002],
    ['end', 'returned'],
  ),
  strand('gr1', 'greenlet', 0.0002, ['compute', 0.0002], ['switch', 'gr2', 0.0002]),
  strand('gr2', 'greenlet', 0.0004, ['compute', 0.0002], ['switch', 'gr1', 0]),
);

describe('the picture of a run', () => {
  test('of traffic-light: when the light was red, and that the car waited until it turned', async () => {
    expect(await timeline(trafficLight)).toMatchInlineSnapshot(`
      "
               0 s            5 s             10 s            15 s            20 s
               ┬──────────────┬───────────────┬───────────────┬───────────────┬──────
        main   ▇ done
        light  ●▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃○▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃●▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃○▃▃▃▃▃▃▃▃▃▃▃▃▃▃●
        MINI   ▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▒ event ▒▒▒▒▒▒▒▒▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▒ event ▒▒▒▒▒▒▒▒
        event  ●━ set ━━━━━━━━━━━━○┄ clear ┄┄┄┄┄┄┄●━ set ━━━━━━━━━━━━○┄ clear ┄┄┄┄┄┄┄

        ▇ computing   ▃ sleeping   ▒ waiting   ●━ set   ○┄ clear
      "
    `);
  });

  test('uses a wide terminal, and speaks Chinese', async () => {
    expect(await timeline(trafficLight, { columns: 140, lang: 'zh' })).toMatchInlineSnapshot(`
      "
               0 s        2 s         4 s         6 s         8 s         10 s       12 s        14 s        16 s        18 s        20 s
               ┬──────────┬───────────┬───────────┬───────────┬───────────┬──────────┬───────────┬───────────┬───────────┬───────────┬──────────┬
        main   ▇ 结束
        light  ●▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃○▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃●▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃○▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃●
        MINI   ▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▒ event ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▒ event ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
        event  ●━ 置位 ━━━━━━━━━━━━━━━━━━━━━━━━━━━○┄ 清除 ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄●━ 置位 ━━━━━━━━━━━━━━━━━━━━━━━━━━━○┄ 清除 ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄

        ▇ 计算   ▃ 睡眠   ▒ 等待   ●━ 置位   ○┄ 清除
      "
    `);
  });

  test('of timing: main waits for its threads only where it joins them', async () => {
    const [joined, alone] = [await timeline(timing(true)), await timeline(timing(false))];
    expect(rowOf(joined, 'main')).toMatchInlineSnapshot(
      `"   ▒ join t0 ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒"`,
    );
    expect(rowOf(alone, 'main')).toMatchInlineSnapshot(`"   ▇ done"`);
    expect(rowOf(joined, 't1')).toBe(rowOf(alone, 't1'));
  });

  test('of pool: the two waves, and how it ended', async () => {
    expect(await timeline(pool)).toMatchInlineSnapshot(`
      "
                          0 s           1 s           2 s            3 s
                          ┬─────────────┬─────────────┬──────────────┬─────────────┬─
        main              ◆▒ pool ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒◇▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒◇
        ForkPoolWorker-1  ▃ task 0 ▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃┊▃ task 3 ▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃✗
        ForkPoolWorker-2  ▃ task 1 ▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃┊▃ task 4 ▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃✗
        ForkPoolWorker-3  ▃ task 2 ▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃┊▃ task 5 ▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃✗

        ▃ sleeping   ▒┊ waiting   ✗ failed, killed   ◆ task handed over   ◇ callback
      "
    `);
  });

  test('of gevent-fetch: one after the other, or side by side', async () => {
    expect(await timeline(fetches(0.01, 0.32, 0.82))).toMatchInlineSnapshot(`
      "
                    0 s                0.5 s               1 s                 1.5 s
                    ┬──────────────────┬───────────────────┬───────────────────┬─────
        main        ▒ joinall ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
        python.org  ▒ GET ▒▒▒▒▒▒▒ done
        yahoo.com               ▒ GET ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒ done
        github.com                                  ▒ GET ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒

        ▒ waiting
      "
    `);
    expect(await timeline(fetches(0.01, 0.01, 0.01))).toMatchInlineSnapshot(`
      "
                    0 s                0.5 s               1 s                 1.5 s
                    ┬──────────────────┬───────────────────┬───────────────────┬─────
        main        ▒ joinall ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
        python.org  ▒ GET ▒▒▒▒▒▒▒ done
        yahoo.com   ▒ GET ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒ done
        github.com  ▒ GET ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒ done

        ▒ waiting
      "
    `);
  });

  test('of greenlets: who switches to whom, and who could run and does not', async () => {
    expect(await timeline(greenlets)).toMatchInlineSnapshot(`
      "
               0 ms         0.2 ms        0.4 ms        0.6 ms       0.8 ms
               ┬────────────┬─────────────┬─────────────┬────────────┬─────────────┬─
        main   ▇▇▇▇▇▇▇▇▇▇▇▇▇↓╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
        gr1                 ▇▇▇▇▇▇▇▇▇▇▇▇▇▇↓╌╌╌╌╌╌╌╌╌╌╌╌╌▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇
        gr2                               ▇▇▇▇▇▇▇▇▇▇▇▇▇▇↑╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌

        ▇ computing   ╌ ready, not running   ↓↑ switches to
      "
    `);
  });

  test('begins where something happens, and says so', async () => {
    const text = await timeline(
      runOf(
        'greenlet',
        0.003,
        strand(
          'main',
          'main',
          0,
          ['compute', 0.0026],
          ['switch', 'gr1', 0.0003],
          ['end', 'returned'],
        ),
        strand('gr1', 'greenlet', 0.0026, ['compute', 0.0003], ['end', 'returned']),
      ),
    );
    expect(text).toMatchInlineSnapshot(`
      "
                     2.6 ms          2.7 ms          2.8 ms          2.9 ms
               ──────┬───────────────┬───────────────┬───────────────┬──────────────┬
        main   ▇▇▇▇▇▇↓╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ done
        gr1          ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇ done

        ▇ computing   ╌ ready, not running   ↓ switches to
        not shown: main alone until 2.6 ms
      "
    `);
  });

  test('keeps to ASCII where told to', async () => {
    const text = await timeline([...trafficLight, ...pool], { ascii: true, lang: 'zh' });
    expect(text).toMatch(/^[\n -~]*$/);
    expect(text).toMatchInlineSnapshot(`
      "
               0 s            5 s             10 s            15 s            20 s
               +--------------+---------------+---------------+---------------+------
        main   # done
        light  O__________________o_______________O__________________o______________O
        MINI   ___________________. event ........___________________. event ........
        event  O= set ============o~ clear ~~~~~~~O= set ============o~ clear ~~~~~~~

        # computing   _ sleeping   . waiting   O= set   o~ clear

                          0 s           1 s           2 s            3 s
                          +-------------+-------------+--------------+-------------+-
        main              +. pool .....................*............................*
        ForkPoolWorker-1  _ task 0 ____________________:_ task 3 ___________________X
        ForkPoolWorker-2  _ task 1 ____________________:_ task 4 ___________________X
        ForkPoolWorker-3  _ task 2 ____________________:_ task 5 ___________________X

        _ sleeping   .: waiting   X failed, killed   + task handed over   * callback
      "
    `);
  });

  test('differs in colour from state to state', async () => {
    const text = await timeline(timing(true), { color: 3, columns: 40 });
    expect(JSON.stringify(text.split('\n').slice(3, 5))).toMatchInlineSnapshot(
      `"["  \\u001b[38;2;21;121;236mmain\\u001b[39m   \\u001b[38;2;205;89;11m▒\\u001b[39m\\u001b[1m\\u001b[38;2;205;89;11m join t0 \\u001b[39m\\u001b[22m\\u001b[38;2;205;89;11m▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒\\u001b[39m","  \\u001b[38;2;205;89;11mt0\\u001b[39m     \\u001b[38;2;21;121;236m▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃\\u001b[39m"]"`,
    );
  });

  test('counts a Chinese character as two columns, in names and in bars', async () => {
    const text = await timeline(
      runOf(
        'x',
        10,
        strand('红绿灯', 'thread', 0, ['wait', '锁 甲', 8], ['sleep', 2], ['end', 'returned']),
        strand('t1', 'thread', 0, ['sleep', 5], ['end', 'failed']),
      ),
    );
    expect(text).toMatchInlineSnapshot(`
      "
                0 s          2 s           4 s           6 s           8 s
                ┬────────────┬─────────────┬─────────────┬─────────────┬────────────┬
        红绿灯  ▒ 锁 甲 ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▃▃▃▃▃▃▃▃▃▃▃▃▃▃
        t1      ▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃✗ failed

        ▃ sleeping   ▒ waiting   ✗ failed, killed
      "
    `);
    const [first, second] = text.split('\n').slice(3);
    expect(stringWidth(first!.slice(0, first!.indexOf('▒')))).toBe(second!.indexOf('▃'));
  });

  test('keeps short things visible: 1 ms in 20 s', async () => {
    const text = await timeline(
      runOf(
        'x',
        20,
        strand('idle', 'thread', 0, ['sleep', 9], ['compute', 0.001], ['sleep', 11]),
        strand('busy', 'thread', 0, ['compute', 9], ['wait', 'lock A', 0.001], ['compute', 11]),
        strand('tick', 'thread', 5, ['compute', 0.001], ['end', 'returned']),
      ),
    );
    expect(rowOf(text, 'idle')).toMatch(/▃┃▃/);
    expect(rowOf(text, 'busy')).toMatch(/▇┊▇/);
    expect(rowOf(text, 'tick')).toMatch(/^ +▇ done/);
  });

  test('gives each state its share where they alternate too fast to be drawn', async () => {
    const steps = Array.from({ length: 2000 }, (): Parameters<typeof strand>[3][] => [
      ['compute', 0.006],
      ['wait', 'lock A', 0.004],
    ]).flat();
    const row = rowOf(await timeline(runOf('x', 20, strand('t1', 'thread', 0, ...steps))), 't1');
    const waiting = (row.match(/▒/g)?.length ?? 0) / row.trim().length;
    expect(waiting).toBeGreaterThan(0.35);
    expect(waiting).toBeLessThan(0.45);
  });

  test('folds many lanes into few rows and says so', async () => {
    const lanes = (count: number): TraceEvent[] =>
      runOf(
        'x',
        2,
        strand('main', 'main', 0, ['wait', 'joinall', 2]),
        ...Array.from({ length: count }, (_, i) =>
          strand(
            `task-${i}`,
            'greenlet',
            i / count,
            ['sleep', 0.5 + (i % 7) / 14],
            ['end', 'returned'],
          ),
        ),
      );
    expect((await timeline(lanes(10))).match(/^ {2}task-\d /gm)).toHaveLength(10);
    expect(await timeline(lanes(100))).toMatchInlineSnapshot(`
      "
                    0 s             0.5 s           1 s             1.5 s
                    ┬───────────────┬───────────────┬───────────────┬───────────────┬
        main        ▒ joinall ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒┃
        task-0…5    ▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁
        task-6…12    ▁▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁▁
        task-13…19      ▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁
        task-20…25        ▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁
        task-26…32          ▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁
        task-33…39            ▁▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁
        task-40…45               ▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁▁▁
        task-46…52                ▁▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁
        task-53…59                   ▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁▁
        task-60…65                     ▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁▁▁
        task-66…72                       ▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁▁▁
        task-73…79                         ▁▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁▁▁
        task-80…85                            ▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁▁
        task-86…92                             ▁▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁▁▁▁
        task-93…99                                ▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁▁▁

        ┃ computing   ▃▁ sleeping   ▒ waiting
        101 lanes: rows of several show what most do, thin where under half live
      "
    `);
    const begun = performance.now();
    const many = await timeline(lanes(10_000));
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(many.split('\n').length).toBeLessThan(24);
    expect(many).toContain('task-0…665 ');
    expect(many).toContain('10001 lanes');
  });

  test('folds lanes of many different names too', async () => {
    const names = Array.from({ length: 60 }, (_, i) => String.fromCodePoint(0x4e00 + i));
    const text = await timeline(
      runOf('x', 1, ...names.map((name) => strand(name, 'thread', 0, ['sleep', 1]))),
    );
    expect(text.split('\n').length).toBeLessThan(24);
    expect(text).toContain('60 lanes');
  });

  test('fits every width, and lets no control character through', async () => {
    const name = fc.string({ unit: 'binary', maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(
        name,
        name,
        fc.integer({ min: 40, max: 300 }),
        fc.double({ min: 1e-9, max: 1e6, noNaN: true }),
        async (lane, on, columns, seconds) => {
          const text = await timeline(
            runOf(
              'x',
              seconds,
              strand(lane, 'thread', 0, ['wait', on, seconds / 2], ['set', on], ['end', 'failed']),
            ),
            { columns },
          );
          expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
          for (const line of text.split('\n'))
            expect(stringWidth(line)).toBeLessThanOrEqual(columns);
        },
      ),
    );
  });

  test('of a run without lanes or without time is nothing', async () => {
    expect(await timeline([runEnd(0)])).toBe('');
    expect(await timeline(runOf('x', 0, strand('main', 'main', 0)))).toBe('');
  });

  test('of a million events takes bounded memory', async () => {
    function* events(): Generator<TraceEvent> {
      yield* strand('t1', 'thread', 0);
      for (let i = 0; i < 500_000; i++) {
        yield { type: 'sleep', t: i / 1000, lane: 't1' };
        yield { type: 'wake', t: i / 1000 + 0.0004, lane: 't1' };
        if (i % 10 === 0) yield { type: 'set', t: i / 1000 + 0.0005, lane: 't1', on: 'event' };
      }
      yield runEnd(500);
    }
    let most = 0;
    function* watched(): Generator<TraceEvent> {
      let seen = 0;
      for (const event of events()) {
        if (++seen % 50_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed);
        yield event;
      }
    }
    const before = process.memoryUsage().heapUsed;
    const row = rowOf(await timeline(watched()), 't1');
    expect(most - before).toBeLessThan(150e6);
    expect(row).toContain('●');
  });
});
