import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { NdjsonRenderer } from '../../src/render/ndjson.js';
import { toJson } from '../../src/trace/json.js';
import { PlainRenderer } from '../../src/render/plain.js';
import type { TraceEvent } from '../../src/trace/event.js';
import { runEnd, runStart, written } from './run.js';

const hostile: TraceEvent = {
  type: 'print',
  t: 1,
  lane: 'a\u009b2J',
  text: 'x\n\u001b[2J\u202ey\ud800',
};

test('each event is one line of JSON and comes back as it was', async () => {
  const events = [runStart('pool'), hostile, runEnd(4)];
  const text = await written((out) => new NdjsonRenderer(out), events);
  const lines = text.trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(events);
  expect(text).toMatch(/^[\n -~]*$/);
});

test('a printed line that comes as JSON is the same line as one that comes as an event', async () => {
  const asEvent = await written((out) => new NdjsonRenderer(out), [hostile]);
  const asJson = await written(
    (out) => {
      const renderer = new NdjsonRenderer(out);
      return {
        event: (event) => renderer.printed(JSON.stringify(event)),
        end: () => renderer.end(),
      };
    },
    [hostile],
  );
  expect(asJson).toBe(asEvent);
});

test('while the reader is slow, event() returns a promise, and memory does not grow', async () => {
  const waiting: (() => void)[] = [];
  let open = false;
  let taken = 0;
  const slow = new Writable({
    highWaterMark: 1000,
    write(chunk: Buffer, _encoding, done) {
      taken += chunk.length;
      if (open) done();
      else waiting.push(done);
    },
  });
  const renderer = new NdjsonRenderer(slow);
  let sent = 0;
  let full: Promise<void> | undefined;
  while (full === undefined && sent < 100_000) {
    full = renderer.event(hostile);
    sent += 1;
  }
  expect(sent).toBeLessThan(2000);
  expect(slow.writableLength).toBeLessThan(200_000);
  void renderer.event(hostile);
  open = true;
  for (const done of waiting) done();
  await full;
  await renderer.end();
  expect(taken).toBe((toJson(hostile).length + 1) * (sent + 1));
});

test('a stream that breaks releases who waits for it', async () => {
  const broken = new Writable({ highWaterMark: 1, write: () => undefined });
  broken.on('error', () => undefined);
  const renderer = new NdjsonRenderer(broken);
  for (let i = 0; i < 2000; i += 1) void renderer.event(hostile);
  const full = renderer.event(hostile);
  expect(full).toBeInstanceOf(Promise);
  broken.destroy(new Error('EPIPE'));
  await full;
  await renderer.end();
});

test('plain writes what was printed and nothing else', async () => {
  const events: TraceEvent[] = [
    runStart('threads'),
    { type: 'print', t: 0, lane: 't1', text: 'task:t1' },
    { type: 'sleep', t: 0, lane: 't1', seconds: 1 },
    { type: 'print', t: 1, lane: 't1', text: '' },
    { type: 'print', t: 1, lane: 't1', text: '2s\u001b[2J\t绿灯' },
    { type: 'error', t: 1, lane: 't1', name: 'E', message: 'm' },
    runEnd(4),
  ];
  expect(await written((out) => new PlainRenderer(out, { ascii: false }), events)).toBe(
    'task:t1\n\n2s\t绿灯\n',
  );
});
