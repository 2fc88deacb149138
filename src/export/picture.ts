/** What a picture of a run shows: its lanes, each with its place, its events, its arrows. */
import { flagHistories, type FlagHistory, worthARow } from '../trace/flags.js';
import { flowsOf, type Flow } from '../trace/flows.js';
import type { Run } from '../trace/recording.js';
import { histories, type LaneHistory } from '../trace/spans.js';

/** Above so many lanes, those after the first `shownOfMany` share one row. */
const mostLanes = 64;
const shownOfMany = 32;
/** More events than this would push the lanes out of the picture. */
const mostFlags = 4;

export interface Row {
  y: number;
  height: number;
}

export interface LaneRow extends Row {
  history: LaneHistory;
  /** Its place among the lanes, which gives it its colour. */
  index: number;
}

/** A run, laid out from top to bottom. */
export interface Picture {
  run: Run;
  flags: (Row & { history: FlagHistory })[];
  lanes: LaneRow[];
  /** The lanes without a row of their own, and how many do what when. */
  folded: (Row & { lanes: LaneHistory[] }) | null;
  flows: Flow[];
  /** The height of all rows. */
  height: number;
}

/** Lays out a run. */
export function pictureOf(run: Run): Picture {
  const all = histories(run.events);
  const shown = all.length > mostLanes ? all.slice(0, shownOfMany) : all;
  const rest = all.slice(shown.length);
  const height = shown.length <= 12 ? 24 : shown.length <= 24 ? 16 : 12;
  const gap = shown.length <= 12 ? 14 : shown.length <= 24 ? 8 : 4;
  let y = 0;
  const row = (height: number, gap: number): Row => {
    const placed = { y, height };
    y += height + gap;
    return placed;
  };
  const flags = flagHistories(run.events).filter(worthARow(all)).slice(0, mostFlags);
  return {
    run,
    flags: flags.map((history) => ({ history, ...row(18, 12) })),
    lanes: shown.map((history, index) => ({ history, index, ...row(height, gap) })),
    folded: rest.length === 0 ? null : { lanes: rest, ...row(72, 14) },
    flows: flowsOf(run.events),
    get height() {
      return y;
    },
  };
}

/** How the folded lanes are called. */
export function foldedName(lanes: readonly LaneHistory[]): string {
  const kinds = new Set(lanes.map(({ kind }) => kind));
  const [kind] = kinds;
  return `${lanes.length.toLocaleString('en')} more ${kinds.size === 1 ? `${kind}s` : 'lanes'}`;
}
