/** From single runs to the figures of a model. */
import { max, mean } from 'simple-statistics';
import type { CellStatus, Comparison, Measurement, ModelResult } from '../trace/comparison.js';
import { breakEvenSeconds } from './break-even.js';
import { differenceP } from './difference.js';
import { isPython, measured, standing } from './standing.js';
import { speedup, summarise } from './statistics.js';

/** All runs of one model. */
export interface Runs {
  model: string;
  atOnce: number;
  status: CellStatus;
  error?: string;
  /** The counted runs. */
  full: Measurement[];
  /** Wall times of runs with empty tasks. */
  empty: number[];
}

/** The figures of all models of a comparison. */
export function figures(all: readonly Runs[], { tasks, baseline }: Basis): ModelResult[] {
  const results = all.map((runs) => figuresOf(runs, tasks));
  const [fastest] = measured(results.filter((result) => !isPython(result)));
  for (const [index, result] of results.entries()) {
    if (result.wall === null) continue;
    const base = isPython(result) ? 'python-sequential' : baseline;
    const baseResult = results.find(({ model }) => model === base);
    if (result.model === base) result.speedup = { mean: 1, stddev: 0 };
    else if (baseResult?.wall) result.speedup = speedup(result.wall, baseResult.wall);
    if (fastest && fastest !== result)
      result.pValue = differenceP(result.wall.runs, fastest.wall.runs);
    const baseRuns = all.find(({ model }) => model === base);
    if (baseRuns && result.model !== base)
      result.breakEvenSeconds = breakEven(tasks, baseRuns, all[index]!);
  }
  const places = standing({ results });
  for (const result of places?.level ?? []) result.place = 'level';
  for (const result of places?.behind ?? []) result.place = 'behind';
  if (places) places.fastest.place = 'fastest';
  return results;
}

type Basis = Pick<Comparison, 'tasks' | 'baseline'>;

function figuresOf({ model, atOnce, status, error, full }: Runs, tasks: number): ModelResult {
  const ok = status === 'ok' && full.length > 0;
  const each = (key: keyof Measurement): number[] => full.flatMap((run) => run[key] ?? []);
  const delays = ok ? each('loopDelaySeconds') : [];
  const wall = ok ? summarise(each('wallSeconds')) : null;
  return {
    model,
    status,
    atOnce,
    place: null,
    wall,
    speedup: null,
    cpuSeconds: ok ? mean(each('cpuSeconds')) : null,
    startupSeconds: ok ? mean(each('startupSeconds')) : null,
    peakMemoryBytes: ok ? max(each('peakMemoryBytes')) : null,
    loopDelaySeconds: delays.length > 0 ? max(delays) : null,
    tasksPerSecond: wall && tasks / wall.mean,
    measurements: full,
    pValue: null,
    breakEvenSeconds: null,
    ...(error !== undefined && { error }),
  };
}

function breakEven(tasks: number, base: Runs, model: Runs): number | null {
  if (base.empty.length === 0 || model.empty.length === 0 || base.full.length === 0) return null;
  const walls = ({ full, empty }: Runs): { full: number; empty: number } => ({
    full: mean(full.map(({ wallSeconds }) => wallSeconds)),
    empty: mean(empty),
  });
  return breakEvenSeconds(tasks, walls(base), walls(model));
}
