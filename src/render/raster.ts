/** Spans of time put into the columns of a terminal. */
import type { Span } from '../trace/spans.js';
import type { BarState } from './glyphs.js';

/** What one column of a bar shows. */
export interface Column {
  /** What the lane did for most of it; null where it was not begun or over. */
  state: BarState | null;
  /** What it did within this column only, and for a small part of it. */
  brief: BarState | null;
  /** What it waited for longest. */
  on: string | undefined;
  /** Seconds of all states together: of several lanes, several times what the column stands for. */
  seconds: number;
}

/** Where columns of time begin and how wide they are. */
export interface Scale {
  /** Seconds since `main` was called, at the left edge. */
  from: number;
  /** Seconds that the whole width stands for. */
  seconds: number;
  columns: number;
}

const ORDER: readonly BarState[] = ['computing', 'sleeping', 'waiting', 'ready'];

/** The column of a moment; the first for all that is earlier, the last for the end and later. */
export function columnOf(t: number, { from, seconds, columns }: Scale): number {
  return Math.max(0, Math.min(columns - 1, Math.floor(((t - from) / seconds) * columns)));
}

/** What is known of a column while spans are laid over it, each array by state. */
interface Mix {
  /** Seconds. */
  shares: number[];
  /** How many spans are much shorter than the column. */
  shorts: number[];
  on: string | undefined;
  longest: number;
}

/**
 * The columns of one lane's spans, or of the spans of several lanes laid over one another.
 *
 * Where states alternate faster than columns, each gets as many columns as it has of the time, so
 * the picture of a lane that computes 40 % of the time is 40 % computing.
 */
export function raster(spans: Iterable<Span>, scale: Scale): Column[] {
  const zeros = (): number[] => ORDER.map(() => 0);
  const owed = zeros();
  return mixes(spans, scale, zeros).map((mix) => {
    if (mix === undefined) return { state: null, brief: null, on: undefined, seconds: 0 };
    const all = mix.shares.reduce((sum, share) => sum + share, 0);
    const parts = mix.shares.map((share) => (all === 0 ? 0 : share / all));
    const pure = parts.includes(1);
    ORDER.forEach((_, i) => (owed[i] = (pure ? 0 : owed[i]!) + parts[i]!));
    let most = -1;
    ORDER.forEach((_, i) => {
      if (parts[i]! > 0 && (most < 0 || owed[i]! > owed[most]!)) most = i;
    });
    if (most >= 0) owed[most]! -= 1;
    return {
      state: ORDER[most] ?? null,
      brief:
        ORDER.find(
          (_, i) => i !== most && mix.shorts[i]! > 0 && (mix.shorts[i]! <= 2 || parts[i]! < 0.25),
        ) ?? null,
      on: mix.on,
      seconds: all,
    };
  });
}

function mixes(spans: Iterable<Span>, scale: Scale, zeros: () => number[]): (Mix | undefined)[] {
  const perColumn = scale.seconds / scale.columns;
  const found: (Mix | undefined)[] = Array.from({ length: scale.columns });
  const mixAt = (at: number): Mix =>
    (found[at] ??= { shares: zeros(), shorts: zeros(), on: undefined, longest: 0 });
  for (const { state, from, to, on } of spans) {
    if (to < scale.from) continue;
    const i = ORDER.indexOf(state as BarState);
    const first = columnOf(from, scale);
    const last = columnOf(to, scale);
    if (first === last || to - from < perColumn / 2)
      mixAt(columnOf((from + to) / 2, scale)).shorts[i]! += 1;
    for (let at = first; at <= last; at++) {
      const start = scale.from + at * perColumn;
      const seconds = Math.min(to, start + perColumn) - Math.max(from, start);
      if (seconds <= 0) continue;
      const mix = mixAt(at);
      mix.shares[i]! += seconds;
      if (on === undefined || seconds <= mix.longest) continue;
      mix.longest = seconds;
      mix.on = on;
    }
  }
  return found;
}
