import { describe, expect, test } from 'vitest';
import { chromeTrace } from '../../src/export/chrome-trace.js';
import type { Run } from '../../src/trace/recording.js';
import {
  begin,
  end,
  run,
  geventFetch,
  greenlet,
  hostile,
  hostileTexts,
  pool,
  trafficLight,
} from './recordings.js';

interface Record {
  ph: string;
  name: string;
  pid: number;
  tid: number;
  ts: number;
  dur: number;
  cat?: string;
  id?: number;
  s?: string;
  bp?: string;
  args?: { name?: unknown; sort_index?: unknown };
}

const parse = (runs: Run[]) =>
  JSON.parse(chromeTrace(runs)) as { traceEvents: Record[]; displayTimeUnit: string };
const ns = (us: number) => Math.round(us * 1000);

/** A worker that computes before, in and after its tasks; the end of the first comes late. */
const computing = run('computing', 9, {
  worker: [
    [0, 'lane-start', begin('process')],
    [1, 'task-start', { task: 1 }],
    [2, 'sleep', {}],
    [2.5, 'wake'],
    [3, 'task-start', { task: 2 }],
    [4, 'task-end', { task: 1 }],
    [5, 'task-end', { task: 2 }],
    [6, 'lane-end', end('process')],
  ],
});

describe.each([
  ['traffic-light', [trafficLight()]],
  ['pool', [pool()]],
  ['greenlet', [greenlet()]],
  ['several runs', geventFetch()],
  ['tasks that compute', [computing]],
  ['hostile texts', [hostile()]],
])('the trace of %s keeps the rules of the format:', (_, runs) => {
  const { traceEvents, displayTimeUnit } = parse(runs);
  const threads = groupBy(traceEvents, ({ pid, tid }) => `${pid}/${tid}`);

  test('each record has a phase, a name and whole ids above 0; all but metadata a time', () => {
    expect(displayTimeUnit).toBe('ms');
    for (const record of traceEvents) {
      expect(record.ph).toMatch(/^[MXisf]$/);
      expect(record.name).toMatch(/./s);
      expect([record.pid, record.tid].every((id) => Number.isSafeInteger(id) && id > 0)).toBe(true);
      if (record.ph !== 'M') expect(record.ts).toBeGreaterThanOrEqual(0);
      if (record.ph === 'X') expect(record.dur).toBeGreaterThanOrEqual(0);
      if (record.ph === 'i') expect(record.s).toBe('t');
    }
  });

  test('every process and every thread is named', () => {
    const named = (name: string) => traceEvents.filter((record) => record.name === name);
    expect(new Set(named('process_name').map(({ pid }) => pid))).toEqual(
      new Set(traceEvents.map(({ pid }) => pid)),
    );
    expect(new Set(named('thread_name').map(({ pid, tid }) => `${pid}/${tid}`))).toEqual(
      new Set([...threads.keys()]),
    );
  });

  test('slices of one thread nest', () => {
    for (const records of threads.values()) {
      const open: number[] = [];
      for (const { ts, dur } of records.filter(({ ph }) => ph === 'X').toSorted(byTime)) {
        const [from, to] = [ns(ts), ns(ts) + ns(dur)];
        while (open.length > 0 && open.at(-1)! <= from) open.pop();
        expect(to).toBeLessThanOrEqual(open.at(-1) ?? Infinity);
        open.push(to);
      }
    }
  });

  test('every arrow has two ends of one name, in order, each in a slice', () => {
    const ends = groupBy(
      traceEvents.filter(({ ph }) => ph === 's' || ph === 'f'),
      ({ id }) => id,
    );
    for (const [from, to, ...more] of ends.values()) {
      expect([from?.ph, to?.ph, to?.bp, more.length]).toEqual(['s', 'f', 'e', 0]);
      expect([from?.name, from?.cat]).toEqual([to?.name, to?.cat]);
      expect(from!.ts).toBeLessThanOrEqual(to!.ts);
      for (const { pid, tid, ts } of [from!, to!])
        expect(
          threads
            .get(`${pid}/${tid}`)!
            .some((r) => r.ph === 'X' && r.ts <= ts && ns(r.ts) + ns(r.dur) >= ns(ts)),
        ).toBe(true);
    }
  });
});

function groupBy<K>(records: Record[], key: (record: Record) => K): Map<K, Record[]> {
  const groups = new Map<K, Record[]>();
  for (const record of records)
    groups.set(key(record), [...(groups.get(key(record)) ?? []), record]);
  return groups;
}

function byTime(a: Record, b: Record): number {
  return a.ts - b.ts || b.dur - a.dur;
}

test('an arrow leads from the set to the waking of the car', () => {
  const ends = parse([trafficLight()]).traceEvents.filter(({ name }) => name === 'set event');
  expect(ends.filter(({ ph }) => ph !== 'i').map(({ ph, ts }) => [ph, ts])).toEqual([
    ['s', 11_000_000],
    ['f', 11_001_000],
  ]);
});

test('several runs stand one after the other', () => {
  const { traceEvents } = parse(geventFetch());
  const mains = traceEvents.filter(({ ph, cat }) => ph === 'X' && cat === 'main');
  expect(mains).toHaveLength(2);
  expect(ns(mains[1]!.ts)).toBeGreaterThanOrEqual(ns(mains[0]!.ts) + ns(mains[0]!.dur));
});

test('hostile texts stay texts, and none steers a terminal', () => {
  const text = chromeTrace([hostile()]);
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  const { traceEvents } = parse([hostile()]);
  for (const hostile of hostileTexts)
    expect(traceEvents.some(({ args }) => args?.name === hostile)).toBe(true);
});

test('a small recording, as it is written', () => {
  expect(chromeTrace([greenlet()])).toMatchInlineSnapshot(`
    "{"traceEvents":[
    {"ph":"M","name":"process_name","pid":4242,"tid":1,"args":{"name":"greenlet"}},
    {"ph":"M","name":"process_sort_index","pid":4242,"tid":1,"args":{"sort_index":0}},
    {"ph":"M","name":"thread_name","pid":4242,"tid":1,"args":{"name":"main"}},
    {"ph":"M","name":"thread_sort_index","pid":4242,"tid":1,"args":{"sort_index":1}},
    {"ph":"X","name":"main","pid":4242,"tid":1,"ts":0,"dur":5000,"cat":"main","args":{"kind":"main","pid":4242,"tid":1,"how":"returned"}},
    {"ph":"X","name":"computing","pid":4242,"tid":1,"ts":0,"dur":1000,"cat":"state","cname":"thread_state_running"},
    {"ph":"X","name":"ready","pid":4242,"tid":1,"ts":1000,"dur":3000,"cat":"state","cname":"thread_state_runnable"},
    {"ph":"X","name":"computing","pid":4242,"tid":1,"ts":4000,"dur":1000,"cat":"state","cname":"thread_state_running"},
    {"ph":"i","s":"t","cat":"switch","pid":4242,"tid":1,"ts":1000,"name":"switch gr1"},
    {"ph":"M","name":"thread_name","pid":4242,"tid":2,"args":{"name":"gr1"}},
    {"ph":"M","name":"thread_sort_index","pid":4242,"tid":2,"args":{"sort_index":2}},
    {"ph":"X","name":"gr1","pid":4242,"tid":2,"ts":1000,"dur":4000,"cat":"greenlet","args":{"kind":"greenlet","parent":"main","pid":4242,"tid":1,"how":"not ended"}},
    {"ph":"X","name":"computing","pid":4242,"tid":2,"ts":1000,"dur":1000,"cat":"state","cname":"thread_state_running"},
    {"ph":"X","name":"ready","pid":4242,"tid":2,"ts":2000,"dur":1000,"cat":"state","cname":"thread_state_runnable"},
    {"ph":"X","name":"computing","pid":4242,"tid":2,"ts":3000,"dur":500,"cat":"state","cname":"thread_state_running"},
    {"ph":"X","name":"ready","pid":4242,"tid":2,"ts":3500,"dur":1500,"cat":"state","cname":"thread_state_runnable"},
    {"ph":"i","s":"t","cat":"print","pid":4242,"tid":2,"ts":1500,"name":"t1"},
    {"ph":"i","s":"t","cat":"switch","pid":4242,"tid":2,"ts":2000,"name":"switch gr2"},
    {"ph":"i","s":"t","cat":"print","pid":4242,"tid":2,"ts":3000,"name":"t1.gr2.switch()"},
    {"ph":"i","s":"t","cat":"switch","pid":4242,"tid":2,"ts":3500,"name":"switch gr2"},
    {"ph":"M","name":"thread_name","pid":4242,"tid":3,"args":{"name":"gr2"}},
    {"ph":"M","name":"thread_sort_index","pid":4242,"tid":3,"args":{"sort_index":3}},
    {"ph":"X","name":"gr2","pid":4242,"tid":3,"ts":2000,"dur":2000,"cat":"greenlet","args":{"kind":"greenlet","parent":"main","pid":4242,"tid":1,"how":"returned"}},
    {"ph":"X","name":"computing","pid":4242,"tid":3,"ts":2000,"dur":1000,"cat":"state","cname":"thread_state_running"},
    {"ph":"X","name":"ready","pid":4242,"tid":3,"ts":3000,"dur":500,"cat":"state","cname":"thread_state_runnable"},
    {"ph":"X","name":"computing","pid":4242,"tid":3,"ts":3500,"dur":500,"cat":"state","cname":"thread_state_running"},
    {"ph":"i","s":"t","cat":"print","pid":4242,"tid":3,"ts":2200,"name":"t2"},
    {"ph":"i","s":"t","cat":"switch","pid":4242,"tid":3,"ts":3000,"name":"switch gr1"}
    ],"displayTimeUnit":"ms","otherData":{"runs":[{"version":1,"demo":"greenlet","options":{},"speed":1,"node":"20.20.2","cpus":2,"started":"2024-05-01T10:00:00.000Z","elapsed":0.005,"ideal":null,"status":"ok","threads":2,"processes":0,"cpuSeconds":0.09,"peakMemoryBytes":78000000}]}}
    "
  `);
});
