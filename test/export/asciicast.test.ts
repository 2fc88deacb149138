import { expect, test } from 'vitest';
import { asciicast } from '../../src/export/asciicast.js';
import type { TraceEvent } from '../../src/trace/event.js';
import type { Run } from '../../src/trace/recording.js';
import { begin, geventFetch, hostile, pool, run, trafficLight } from './recordings.js';

const stage = {
  columns: 80,
  rows: 24,
  show: (event: TraceEvent) =>
    event.type === 'print' ? `\u001b[32m${event.lane}\u001b[39m ${event.text}\n` : '',
};
const parse = (runs: Run[]) => {
  const [header, ...events] = asciicast(runs, stage)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  return { header, events: events as [number, string, string][] };
};

test('a small recording, as it is written', () => {
  const small = run('threads', 1, {
    main: [[0, 'lane-start', begin('main')]],
    t1: [
      [0.25, 'lane-start', begin('thread', 'main', 2)],
      [0.5, 'print', { text: 'task:t1' }],
      [1, 'lane-end', { kind: 'thread', how: 'killed' }],
    ],
  });
  expect(asciicast([small], stage)).toMatchInlineSnapshot(`
    "{"version":2,"width":80,"height":24,"timestamp":1714557600,"duration":1,"title":"threads"}
    [0,"m","threads"]
    [0.25,"m","t1 begins"]
    [0.5,"o","\\u001b[32mt1\\u001b[39m task:t1\\r\\n"]
    [1,"m","t1 killed"]
    "
  `);
});

test.each([
  ['traffic-light', [trafficLight()]],
  ['pool', [pool()]],
  ['several runs', geventFetch()],
  ['hostile texts', [hostile()]],
])('the cast of %s keeps the rules of the format', (_, runs) => {
  const { header, events } = parse(runs);
  expect(header).toMatchObject({ version: 2, width: 80, height: 24 });
  let before = 0;
  for (const [t, code, data] of events) {
    expect(t).toBeGreaterThanOrEqual(before);
    expect(code).toMatch(/^[om]$/);
    expect(data.replaceAll('\r\n', '')).not.toMatch(code === 'o' ? /\n/ : /\p{Cc}/u);
    before = t;
  }
});

test('a light that turns is worth a marker, and so is each result of a pool', () => {
  const markers = (runs: Run[]) =>
    parse(runs).events.flatMap(([t, code, data]) => (code === 'm' ? [`${t} ${data}`] : []));
  expect(markers([trafficLight()])).toEqual(
    expect.arrayContaining(['6 event clear', '11 event set']),
  );
  expect(markers([pool()])).toContain('2.05 task 0 is done');
});
