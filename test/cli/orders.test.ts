import { expect, test } from 'vitest';
import { OrderMeter, ordersOf } from '../../src/cli/orders.js';
import type { TraceEvent } from '../../src/trace/event.js';

const line = (lane: string, text: string) => ({ lane, text });
const ab = [line('a', '1'), line('b', '2')];
const ba = [line('b', '2'), line('a', '1')];

test('orders are counted, the commonest first', () => {
  expect(ordersOf([ab, ba, ba])).toEqual([
    { lines: ba, count: 2 },
    { lines: ab, count: 1 },
  ]);
});

test('the same text on another lane is another line', () => {
  expect(ordersOf([[line('a', 'x')], [line('b', 'x')]])).toHaveLength(2);
});

test('figures that differ from run to run make no order of their own', () => {
  const run = (cost: number) => [line('a', 'done: 100'), line('main', `cost: ${cost}`)];
  expect(ordersOf([run(3.01), run(3.02)])).toEqual([
    { lines: [line('a', 'done: 100'), line('main', 'cost: #')], count: 2 },
  ]);
});

test('figures that every run shows do tell orders apart', () => {
  const [first, second] = [line('main', 'done: 100'), line('main', 'done: 101')];
  expect(
    ordersOf([
      [first, second],
      [second, first],
    ]),
  ).toHaveLength(2);
});

test('the meter leaves out a run that was interrupted, and says how many orders it saw', () => {
  const meter = new OrderMeter('demo');
  const see = (lines: { lane: string; text: string }[], status: string): void => {
    meter.event({ type: 'run-start' } as TraceEvent);
    for (const one of lines) meter.event({ type: 'print', t: 0, ...one });
    meter.event({ type: 'run-end', status } as TraceEvent);
  };
  for (const lines of [ab, ba, ba]) see(lines, 'ok');
  see([line('a', '1')], 'interrupted');
  expect(meter.report({ columns: 80, color: 0, ascii: true, lang: 'en' })).toMatchInlineSnapshot(`
    "
     demo   3 runs, 2 different orders of lines

        2 x  b: 2 | a: 1

        1 x  a: 1 | b: 2
    "
  `);
});
