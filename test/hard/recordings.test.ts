import { Writable } from 'node:stream';
import fc from 'fast-check';
import { beforeAll, afterAll, describe, expect, test } from 'vitest';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shownBy } from '../../src/cli/shown.js';
import { asciicast } from '../../src/export/asciicast.js';
import { chromeTrace } from '../../src/export/chrome-trace.js';
import { html } from '../../src/export/html.js';
import { svg } from '../../src/export/svg.js';
import { LanesRenderer } from '../../src/render/lanes.js';
import { LiveRenderer } from '../../src/render/live.js';
import { NdjsonRenderer } from '../../src/render/ndjson.js';
import { PlainRenderer } from '../../src/render/plain.js';
import { SummaryRenderer } from '../../src/render/summary.js';
import { TimelineRenderer } from '../../src/render/timeline.js';
import { readRecording, RecordingError, type Run } from '../../src/trace/recording.js';
import { program } from './program.js';

/** Names and texts that mean something to a terminal, a browser, an object or a format. */
const nasty = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    ...['main', 't1', 'event', 'join t1', 'lock A', '__proto__', 'constructor', '', '%s %d', '$&'],
    ...[
      '\u001b[2J\u001b]0;x\u0007',
      '\u009b2J',
      '\u202eevil',
      '👩‍👩‍👧‍👦',
      '\r\n',
      '\u0000',
      'ａ'.repeat(300),
    ],
    ...['</script><script>alert(1)</script>', ']]>', '"><img src=x onerror=alert(1)>'],
  ),
);
const length = fc.oneof(
  fc.double({ min: 0, max: 30, noNaN: true }),
  fc.constantFrom(0, 1e-9, 5e-324, 1e9),
);
const t = fc.oneof({ weight: 9, arbitrary: length }, fc.constantFrom(-1, -1e9));
const lane = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('main', 't1', 't2') }, nasty);
const count = fc.oneof(fc.nat(5), fc.constant(Number.MAX_SAFE_INTEGER));
const kind = fc.constantFrom('main', 'thread', 'process', 'greenlet');
const how = fc.constantFrom('returned', 'failed', 'killed');
const status = fc.constantFrom('ok', 'failed', 'interrupted');
const orNull = fc.option(length);

function events(
  type: string,
  fields: Record<string, fc.Arbitrary<unknown>>,
  optional: string[] = [],
) {
  const required = Object.keys(fields).filter((key) => !optional.includes(key));
  const shape: Record<string, fc.Arbitrary<unknown>> = { type: fc.constant(type), t, ...fields };
  return fc.record(shape, { requiredKeys: ['type', 't', ...required] });
}

/** Any event that the format allows, in any order, whether or not it can have happened. */
const event = fc.oneof(
  events('lane-start', { lane, kind, parent: lane, pid: count, tid: count }, ['parent']),
  events('lane-end', { lane, kind, how }),
  events('print', { lane, text: nasty }),
  events('sleep', { lane, seconds: orNull, on: nasty }, ['seconds', 'on']),
  events('wait', { lane, on: nasty, seconds: orNull }, ['seconds']),
  events('wake', { lane, on: nasty }, ['on']),
  ...['set', 'clear'].map((type) => events(type, { lane, on: nasty })),
  ...['task-submit', 'task-start', 'task-end', 'callback'].map((type) =>
    events(type, { lane, task: count, worker: lane }, ['worker']),
  ),
  events('switch', { lane, to: lane }),
  events('error', { lane, name: nasty, message: nasty }),
  events('run-start', {
    version: fc.constantFrom(0, 1),
    demo: nasty,
    options: fc.dictionary(nasty, fc.jsonValue({ maxDepth: 2 })),
    speed: fc.constantFrom(1, 1e-300, 1e300, 3),
    node: nasty,
    cpus: count,
    started: nasty,
  }),
  events('run-end', {
    ...{ elapsed: length, ideal: orNull, status, threads: count, processes: count },
    ...{ cpuSeconds: length, peakMemoryBytes: count },
  }),
);
const start = {
  ...{ type: 'run-start', t: 0, version: 1, demo: 'x', options: {}, speed: 1, node: '20' },
  ...{ cpus: 1, started: 'now' },
};
const recording = fc
  .array(event, { maxLength: 25 })
  .map((all) => [start, ...all].map((one) => `${JSON.stringify(one)}\n`).join(''));

/** What a terminal would act upon, but colours and what draws the live view. */
const STEERING =
  /(?!\u001b\[(?:[\d;]*m|\?(?:25|7|2026)[hl]|\d*[AJKG]))[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

function shown(run: Run, columns: number, ascii: boolean): string {
  const terminal = { columns, rows: 24, color: 2, ascii, lang: 'zh' } as const;
  let text = '';
  const out = new Writable({
    decodeStrings: false,
    write(chunk: string, _, done) {
      text += chunk;
      done();
    },
  });
  let now = 0;
  const live = new LiveRenderer(out, terminal, {}, () => now);
  const renderers = [
    new LanesRenderer(out, terminal),
    live,
    new TimelineRenderer(out, terminal),
    new SummaryRenderer(out, terminal),
    new PlainRenderer(out, { ascii }),
    new NdjsonRenderer(out),
  ];
  for (const event of run.events) {
    now = event.t;
    for (const renderer of renderers) void renderer.event(event);
  }
  live.clear();
  return text;
}

describe('any recording that the format allows', () => {
  test('is shown without steering the terminal', async () => {
    const columns = fc.constantFrom(20, 80, 140);
    await fc.assert(
      fc.asyncProperty(recording, columns, fc.boolean(), async (text, columns, ascii) => {
        for (const run of (await readRecording([text])).runs)
          expect(shown(run, columns, ascii)).not.toMatch(STEERING);
      }),
      { numRuns: 100 },
    );
  });

  test('is exported to well-formed files', async () => {
    const terminal = { columns: 80, rows: 24, color: 2, ascii: false, lang: 'en' } as const;
    const template = '<script id="recording" type="application/json"></script>';
    await fc.assert(
      fc.asyncProperty(recording, async (text) => {
        const { runs } = await readRecording([text]);
        expect(JSON.parse(chromeTrace(runs))).toBeTypeOf('object');
        expect(svg(runs)).not.toMatch(
          /NaN|Infinity|undefined|<script|<img|[\u0000-\u0008\u000e-\u001f]/,
        );
        expect(html(runs, template)).not.toMatch(/<script>alert|<img/);
        const show = shownBy((out) => [new LanesRenderer(out, terminal)]);
        const cast = asciicast(runs, { ...terminal, show })
          .trim()
          .split('\n');
        for (const line of cast) expect(JSON.parse(line)).toBeTypeOf('object');
      }),
      { numRuns: 100 },
    );
  });
});

test('a damaged recording is read as far as it goes, or refused with its line', async () => {
  const damage = fc.tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.uint8Array({ maxLength: 4 }),
  );
  await fc.assert(
    fc.asyncProperty(recording, fc.array(damage, { maxLength: 4 }), async (text, damages) => {
      const bytes = Buffer.from(text);
      let end = bytes.length;
      for (const [where, what] of damages) {
        if (what.length === 0) end = Math.floor(where * end);
        bytes.set(what.subarray(0, bytes.length), Math.floor(where * (bytes.length - what.length)));
      }
      try {
        const { runs } = await readRecording([bytes.subarray(0, end)]);
        expect(runs.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(RecordingError);
        expect((error as Error).message).toMatch(/^Line \d+ of the recording: /);
      }
    }),
    { numRuns: 300 },
  );
});

describe('a recording of many events', () => {
  let folder: string;
  let path: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recordings-'));
    path = join(folder, 'long.jsonl');
    const line = (i: number) =>
      `{"type":"print","t":${i / 1e5},"lane":"main","text":"line ${i}"}\n`;
    const lines = Array.from({ length: 150_000 }, (_, i) => line(i));
    await writeFile(path, `${JSON.stringify(start)}\n${lines.join('')}`);
  });
  afterAll(() => rm(folder, { recursive: true }));
  const env = { NODE_OPTIONS: '--max-old-space-size=48' };

  test('is replayed in bounded memory', async () => {
    const { code, stdout, stderr } = await program(['replay', path, '--plain', '--speed', '100'], {
      env,
    });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')).toHaveLength(150_001);
  });

  test('is exported as far as there is memory, and it is said how far', async () => {
    const picture = join(folder, 'long.json');
    const { code, stderr } = await program(['replay', path, '--trace', picture], { env });
    expect(stderr).toMatch(/^warning: the last \d+ events are left out, since there is no memory/);
    expect(code).toBe(0);
    expect(JSON.parse(await readFile(picture, 'utf8'))).toBeTypeOf('object');
  });
});
