import { expect, test } from 'vitest';
import { summary } from '../../src/render/summary.js';
import { plainTerminal, runEnd } from './run.js';

const trafficLight = runEnd(22.0222, { ideal: 22, threads: 2 });

test('the summary says elapsed, ideal and the difference, threads, CPU time and memory', () => {
  expect(summary(trafficLight, plainTerminal)).toMatchInlineSnapshot(`
    " elapsed 22.02 s · ideal 22 s (+0.1 %)
     2 threads · CPU 0.09 s · peak memory 78 MB"
  `);
  expect(summary(trafficLight, { ...plainTerminal, lang: 'zh' })).toMatchInlineSnapshot(
    `" 耗时 22.02 s · 理想 22 s (+0.1 %) · 2 个线程 · CPU 0.09 s · 内存峰值 78 MB"`,
  );
  expect(summary(trafficLight, { ...plainTerminal, lang: 'zh', ascii: true }))
    .toMatchInlineSnapshot(`
      " elapsed 22.02 s | ideal 22 s (+0.1 %)
       2 threads | CPU 0.09 s | peak memory 78 MB"
    `);
  expect(summary(trafficLight, { ...plainTerminal, color: 1 })).toContain('\u001b[1m22.02 s');
});

test('it speaks of one in the singular, and of nothing that there is not', () => {
  expect(summary(runEnd(0.0008, { ideal: 0, threads: 1, processes: 1 }), plainTerminal))
    .toMatchInlineSnapshot(`
      " elapsed 0.80 ms · ideal 0 s (+0.80 ms)
       1 thread · 1 process · CPU 0.09 s · peak memory 78 MB"
    `);
  expect(summary(runEnd(1.5), plainTerminal)).toMatchInlineSnapshot(
    `" elapsed 1.500 s · CPU 0.09 s · peak memory 78 MB"`,
  );
});

test('a run that was interrupted or failed says so', () => {
  expect(
    summary(runEnd(3.2, { status: 'interrupted', ideal: 22, threads: 2 }), plainTerminal),
  ).toMatchInlineSnapshot(
    `" interrupted after 3.200 s · 2 threads · CPU 0.09 s · peak memory 78 MB"`,
  );
  expect(summary(runEnd(3.2, { status: 'failed', ideal: 4 }), plainTerminal)).toMatchInlineSnapshot(
    `" failed after 3.200 s · ideal 4 s (-20.0 %) · CPU 0.09 s · peak memory 78 MB"`,
  );
});

test('it fits 80 columns, on two lines where it must', () => {
  const everything = runEnd(12345.678, {
    ideal: 12000.5,
    threads: 10_000,
    processes: 1000,
    cpuSeconds: 98765.4,
    peakMemoryBytes: 123_456e6,
  });
  const lines = summary(everything, plainTerminal).split('\n');
  expect(lines).toMatchInlineSnapshot(`
    [
      " elapsed 12345.68 s · ideal 12000.5 s (+2.9 %)",
      " 10000 threads · 1000 processes · CPU 98765.40 s · peak memory 123456 MB",
    ]
  `);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
});
