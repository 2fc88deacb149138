import { expect, test } from 'vitest';
import { schema } from '../../src/trace/schema.js';
import { told } from '../../src/trace/told.js';
import type { TraceEvent } from '../../src/trace/event.js';

const facts = {
  ...{ t: 1, lane: 'MINI', demo: 'traffic-light', status: 'failed', how: 'killed', on: 'event' },
  ...{ text: 'go', task: 7, worker: 'worker-2', to: 'gr2', name: 'TypeError', message: 'no' },
};
const every = Object.keys(schema).map((type) => ({ ...facts, type }) as unknown as TraceEvent);

test('every event is told in a sentence', () => {
  expect(every.map((event) => told(event))).toMatchInlineSnapshot(`
    [
      "traffic-light begins",
      "MINI begins",
      "MINI ends: killed",
      "MINI prints: go",
      "MINI sleeps",
      "MINI waits: event",
      "MINI goes on",
      "MINI sets event",
      "MINI clears event",
      "MINI submits task 7",
      "worker-2 begins task 7",
      "worker-2 ends task 7",
      "MINI is called back: task 7 is done",
      "MINI switches to gr2",
      "MINI fails: TypeError: no",
      "the run is over: failed",
    ]
  `);
});

test('and in Chinese, with the same names', () => {
  for (const event of every) {
    const chinese = told(event, 'zh');
    expect(chinese).toMatch(/\p{Script=Han}/u);
    const names = told(event).match(/MINI|traffic-light|event\b|worker-2|gr2|TypeError/g) ?? [];
    for (const name of names) expect(chinese).toContain(name);
  }
});
