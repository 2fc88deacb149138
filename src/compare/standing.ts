/** Which models are ahead, and whether that can be said at all. */
import type { Comparison, ModelResult, WallTimes } from '../trace/comparison.js';
import { leastP } from './difference.js';
import { variation } from './statistics.js';

/** A difference is believed from this p on: one in twenty would come about by chance. */
export const SIGNIFICANT = 0.05;
/** Models closer than this are level: nobody would choose by it. */
export const LEVEL = 1.05;
/** Runs that spread further than this share of their mean make a machine noisy. */
export const NOISY = 0.1;

/** A model that was measured. */
export type Measured = ModelResult & {
  [K in Figures]: NonNullable<ModelResult[K]>;
};
type Figures = 'wall' | 'cpuSeconds' | 'startupSeconds' | 'peakMemoryBytes' | 'tasksPerSecond';

/** The models of a comparison by what can be said of them. */
export interface Standing {
  fastest: Measured;
  /** As fast as the fastest, for all that the figures show; in order of their means. */
  level: Measured[];
  /** Slower without doubt. */
  behind: Measured[];
  /**
   * `clear`: the fastest is alone in front. `tie`: others are level with it. `noise`: the runs spread
   * too far to tell. `few`: the runs are too few to tell.
   */
  kind: 'clear' | 'tie' | 'noise' | 'few';
}

/** The models that were measured, the fastest first. */
export function measured(results: readonly ModelResult[]): Measured[] {
  return results
    .filter((result): result is Measured => result.status === 'ok' && result.wall !== null)
    .sort((a, b) => a.wall.mean - b.wall.mean);
}

/** Rows of CPython stand beside ours for the reader; they do not compete. */
export function isPython({ model }: Pick<ModelResult, 'model'>): boolean {
  return model.startsWith('python-');
}

/** Who is ahead among our models; undefined if none was measured. */
export function standing({ results }: Pick<Comparison, 'results'>): Standing | undefined {
  const [fastest, ...others] = measured(results.filter((result) => !isPython(result)));
  if (fastest === undefined) return undefined;
  const level: Measured[] = [];
  const behind: Measured[] = [];
  const doubts = new Set<Standing['kind']>();
  for (const other of others) {
    const ratio = other.wall.mean / fastest.wall.mean;
    const told = (other.pValue ?? 1) < SIGNIFICANT;
    const noisy = isNoisy(other.wall) || isNoisy(fastest.wall);
    const tooFew = leastP(fastest.wall.runs.length, other.wall.runs.length) >= SIGNIFICANT;
    if (ratio >= LEVEL && told) {
      behind.push(other);
      continue;
    }
    level.push(other);
    if (ratio < LEVEL && !noisy) doubts.add('tie');
    else doubts.add(noisy && !tooFew ? 'noise' : 'few');
  }
  const kind = (['noise', 'few', 'tie'] as const).find((doubt) => doubts.has(doubt)) ?? 'clear';
  return { fastest, level, behind, kind };
}

/** Whether the runs spread so far that small differences drown. */
export function isNoisy(wall: WallTimes): boolean {
  return variation(wall) > NOISY;
}
