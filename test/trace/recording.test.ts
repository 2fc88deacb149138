import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../src/trace/event.js';
import {
  eventLine,
  readEvents,
  readRecording,
  RecordingError,
  runOf,
} from '../../src/trace/recording.js';
import { checkEvent, schema } from '../../src/trace/schema.js';

const start: TraceEvent = {
  type: 'run-start',
  t: 0,
  version: 1,
  demo: 'threads',
  options: {},
  speed: 1,
  node: '20.0.0',
  cpus: 2,
  started: '2024-01-01T00:00:00.000Z',
};
const print: TraceEvent = { type: 'print', t: 1, lane: 't1', text: 'hello' };
const end: TraceEvent = {
  type: 'run-end',
  t: 2,
  elapsed: 2,
  ideal: null,
  status: 'ok',
  threads: 1,
  processes: 1,
  cpuSeconds: 0.1,
  peakMemoryBytes: 1e6,
};
const text = (...events: unknown[]) => events.map((event) => `${JSON.stringify(event)}\n`).join('');

async function failure(...chunks: (string | Uint8Array)[]): Promise<string> {
  const error = await readRecording(chunks).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(RecordingError);
  return (error as RecordingError).message;
}

describe('a recording', () => {
  test('is read run by run, sorted by time', async () => {
    const late = { ...print, t: 0.5 };
    const recording = await readRecording([text(start, print, late, end, start, print)]);
    expect(recording).toEqual({
      runs: [
        { start, end, events: [start, late, print, end], duration: 2 },
        { start, events: [start, print], duration: 1 },
      ],
    });
  });

  test('is read whatever pieces it comes in, multi-byte characters cut through', async () => {
    const events = [start, { ...print, text: '红灯 🚦 \u2028 \u0085 \r' } as TraceEvent, end];
    const bytes = new TextEncoder().encode(events.map(eventLine).join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length)), async (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
        const pieces = at.slice(1).map((to, i) => bytes.subarray(at[i], to));
        const { runs } = await readRecording(pieces);
        expect(runs[0]?.events).toEqual(events);
      }),
      { numRuns: 50 },
    );
  });

  test('keeps any text that a lane can print', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }),
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        async (s, t) => {
          const event: TraceEvent = { type: 'print', t: t || 0, lane: s, text: s };
          const { runs } = await readRecording([eventLine(start), eventLine(event)]);
          expect(runs[0]?.events).toContainEqual(event);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('may lack its last line feed, may hold empty lines and carriage returns', async () => {
    const { runs, cutOff } = await readRecording([
      text(start).replace('\n', '\r\n\n'),
      text(end).trim(),
    ]);
    expect(runs[0]?.end).toEqual(end);
    expect(cutOff).toBeUndefined();
  });

  test('whose last line is cut off is read up to there, and says so', async () => {
    const recording = await readRecording([text(start, print), text(end).slice(0, 30)]);
    expect(recording.cutOff).toBe(3);
    expect(recording.runs).toEqual([{ start, events: [start, print], duration: 1 }]);
  });

  test('is read as it comes, a line at a time', async () => {
    async function* endless() {
      yield text(start);
      for (;;) yield text(print).repeat(10);
    }
    let seen = 0;
    for await (const event of readEvents(endless())) {
      expect(event.type).toBe(seen === 0 ? 'run-start' : 'print');
      if (++seen === 1000) break;
    }
  });
});

describe('what is no recording is refused with the line and the fault:', () => {
  test.each([
    [
      'an empty file',
      [''],
      'Line 1 of the recording: nothing there; a recording begins with a run-start.',
    ],
    [
      'another text',
      ['# Hello\nworld\n'],
      'Line 1 of the recording: expected a JSON object, got "# Hello".',
    ],
    [
      'JSON of another kind',
      ['[1, 2]\n'],
      'Line 1 of the recording: expected an object, got [1,2].',
    ],
    [
      'events of another program',
      ['{"name":"x"}\n'],
      'Line 1 of the recording: expected a text as type, got none.',
    ],
    [
      'no run-start',
      [text(print)],
      'Line 1 of the recording: expected the run-start that a recording begins with, got print.',
    ],
    [
      'a later version',
      [text({ ...start, version: 2 })],
      'Line 1 of the recording: written in version 2 of the format, while this program reads up to version 1; update it to read this recording.',
    ],
    [
      'a type that does not exist',
      [text(start, { ...print, type: 'toString' })],
      'Line 2 of the recording: "toString" is no type of event.',
    ],
    [
      'a missing field',
      [text(start, print, { ...print, text: undefined })],
      'Line 3 of the recording: expected a text as text of print, got none.',
    ],
    [
      'a field of the wrong type',
      [text(start, { ...print, t: '1' })],
      'Line 2 of the recording: expected a number of seconds as t of print, got "1".',
    ],
    [
      'a damaged line in the middle',
      [text(start), '{"type":"print","t":\n', text(end)],
      'Line 2 of the recording: expected a JSON object, got "{\\"type\\":\\"print\\",\\"t\\":".',
    ],
    [
      'control characters in the damage',
      [text(start), '{\u001b[2J\u202e\u009b\n'],
      'Line 2 of the recording: expected a JSON object, got "{\\u001b[2J\\u202e\\u009b".',
    ],
  ])('%s', async (_, chunks, message) => {
    expect(await failure(...chunks)).toBe(message);
  });

  test('an endless line, before it fills the memory', async () => {
    async function* endless() {
      for (;;) yield new Uint8Array(2 ** 20).fill(200);
    }
    await expect(readRecording(endless())).rejects.toThrow(
      'Line 1 of the recording: longer than any event, so this is no recording.',
    );
  });
});

test('a line of a recording holds nothing that steers a terminal', () => {
  const line = eventLine({
    ...print,
    text: '\u001b[2J \u009b1m \u202e \u2028 \ud800 \u{e0041} 红灯',
  });
  expect(line).toBe(
    '{"type":"print","t":1,"lane":"t1","text":"\\u001b[2J \\u009b1m \\u202e \\u2028 \\ud800 \\udb40\\udc41 红灯"}\n',
  );
});

test('a run is made of its events, in any order, but not without a run-start', () => {
  expect(runOf([end, print, start])).toMatchObject({ start, end, duration: 2 });
  expect(() => runOf([print])).toThrow(RangeError);
});

describe('the page on events', () => {
  const page = readFileSync(new URL('../../docs/events.md', import.meta.url), 'utf8');

  test('gives a recording that can be read', async () => {
    const whole = page.slice(page.indexOf('## A whole recording'));
    const { runs } = await readRecording([/```jsonl\n(.*?)```/s.exec(whole)![1]!]);
    expect(runs[0]?.end?.status).toBe('ok');
  });

  test('gives examples that are events', () => {
    const examples = [...page.matchAll(/^\{.*\}$/gm)].map(([line]) => JSON.parse(line) as unknown);
    expect(examples.length).toBeGreaterThan(10);
    for (const example of examples) expect(checkEvent(example)).toBeNull();
  });

  test.each(Object.entries(schema))('tells of every field of %s', (type, fields) => {
    expect(page).toMatch(new RegExp(`^###.*\`${type}\``, 'm'));
    for (const field of Object.keys(fields)) expect(page).toContain(`\`${field}\``);
  });
});
