import { expect, test } from 'vitest';
import type { Emitted, TraceEvent } from '../../src/trace/event.js';
import { Recorder } from '../../src/trace/recorder.js';

const begun: Emitted = { type: 'lane-start', name: 'a "b"', kind: 'main', pid: 1, tid: 1 };
const said: Emitted = { type: 'print', text: 'x "type":"print", \u202e' };
const slept: Emitted = { type: 'sleep', seconds: 1 };

/** What a recorder passes on of these events, those that come as JSON parsed. */
function passedOn(events: Emitted[], asJson: boolean): { events: TraceEvent[]; printed: number } {
  const passed: TraceEvent[] = [];
  let printed = 0;
  const recorder = new Recorder({
    take: (event) => void passed.push(event),
    begin: () => {},
    printed: asJson
      ? (json) => {
          printed++;
          passed.push(JSON.parse(json) as TraceEvent);
          return undefined;
        }
      : undefined,
  });
  for (const [at, event] of events.entries())
    recorder.push(0, 1, JSON.stringify(event), BigInt(1_000_000 * at));
  recorder.flush();
  return { events: passed, printed };
}

test('what is printed says the same as JSON and as an event, between the same others', () => {
  const events = [begun, said, slept, said];
  const apart = passedOn(events, false);
  const asJson = passedOn(events, true);
  expect(asJson.events).toEqual(apart.events);
  expect(apart.events[1]).toEqual({ ...said, t: 0.001, lane: 'a "b"' });
  expect([apart.printed, asJson.printed]).toEqual([0, 2]);
});

test('a thread that was killed as soon as it began ends, also while its begin is held', () => {
  const passed: TraceEvent[] = [];
  const recorder = new Recorder({ take: (event) => void passed.push(event), begin: () => {} });
  recorder.openPipe(); // from now on events wait for those of a child
  const killed: Emitted = { type: 'lane-end', kind: 'thread', how: 'killed' };
  recorder.push(0, 1, JSON.stringify(begun), process.hrtime.bigint());
  recorder.drain();
  expect(passed).toEqual([]);
  recorder.note(0, 1, killed);
  recorder.note(0, 1, killed); // is told twice
  recorder.note(0, 2, killed); // never began
  recorder.flush();
  expect(passed.map(({ type }) => type)).toEqual(['lane-start', 'lane-end']);
});
