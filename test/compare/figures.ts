/** Hand-made figures of comparisons, for tests of what is said and drawn of them. */
import { differenceP } from '../../src/compare/difference.js';
import { speedup, summarise } from '../../src/compare/statistics.js';
import type { Comparison, Machine, ModelResult } from '../../src/trace/comparison.js';

export const machine: Machine = {
  platform: 'linux',
  arch: 'x64',
  cpu: 'Example 3000',
  cpus: 2,
  memoryBytes: 8e9,
  node: '20.20.2',
};

export interface Row {
  runs: number[];
  cpu?: number;
  memory?: number;
  startup?: number;
  delay?: number;
  breakEven?: number;
}

/** Six runs around `mean` that spread by about `spread` of it. */
export function around(mean: number, spread = 0.01): number[] {
  return [-1, 0.6, -0.4, 1.1, -0.7, 0.4].map((step) => mean * (1 + step * spread));
}

export function result(model: string, row: Row, base: number[], fastest: number[]): ModelResult {
  const wall = summarise(row.runs);
  const { cpu = 0, memory = 50e6, startup = 0, delay = 0 } = row;
  return {
    model,
    status: 'ok',
    atOnce: { sequential: 1, greenlets: 1, gevent: 8 }[model] ?? 2,
    place: row.runs === fastest ? 'fastest' : 'behind',
    wall,
    speedup: speedup(wall, summarise(base)),
    cpuSeconds: cpu,
    startupSeconds: startup,
    peakMemoryBytes: memory,
    loopDelaySeconds: delay,
    tasksPerSecond: 8 / wall.mean,
    measurements: row.runs.map((wallSeconds) => ({
      wallSeconds,
      cpuSeconds: cpu,
      queuedSeconds: 0,
      startupSeconds: startup,
      peakMemoryBytes: memory,
      loopDelaySeconds: delay,
    })),
    pValue: row.runs === fastest ? null : differenceP(row.runs, fastest),
    breakEvenSeconds: row.breakEven ?? null,
  };
}

/** A comparison of the rows by model; `sequential` is the baseline. */
export function comparison(
  rows: Record<string, Row>,
  facts: Partial<Comparison> = {},
): Omit<Comparison, 'verdict' | 'warnings'> & Pick<Comparison, 'verdict' | 'warnings'> {
  const mean = (runs: number[]): number => runs.reduce((a, b) => a + b, 0) / runs.length;
  const ours = Object.entries(rows).filter(([model]) => !model.startsWith('python-'));
  const [, fastest] = ours.reduce((a, b) => (mean(b[1].runs) < mean(a[1].runs) ? b : a));
  const base = rows.sequential ?? Object.values(rows)[0]!;
  return {
    machine,
    workload: 'cpu',
    size: '0.1 s each',
    tasks: 8,
    workers: 2,
    baseline: rows.sequential ? 'sequential' : Object.keys(rows)[0]!,
    task: { wallSeconds: 0.1, cpuSeconds: 0.1, queuedSeconds: 0 },
    results: Object.entries(rows).map(([model, row]) =>
      result(model, row, base.runs, fastest.runs),
    ),
    verdict: [],
    warnings: [],
    ...facts,
  };
}
