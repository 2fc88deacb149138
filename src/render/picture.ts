/** Draws the histories of a run as lines of a terminal. */
import { flagHistories, worthARow } from '../trace/flags.js';
import type { TraceEvent } from '../trace/event.js';
import type { LaneHistory } from '../trace/spans.js';
import { axis } from './axis.js';
import type { Canvas } from './bar.js';
import { flagBar } from './flag-bar.js';
import { fold, type Row } from './fold.js';
import { type BarState, BRIEF, FLAGS, type Glyph, MOMENTS, STATES } from './glyphs.js';
import { laneBar } from './lane-bar.js';
import { legend } from './legend.js';
import { Palette } from './palette.js';
import { printableName } from './printable.js';
import { duration } from './seconds.js';
import { languageOf, type Terminal } from './terminal.js';
import { padded, roomForName, squeezed, widthOf, wrapped } from './width.js';

/** More lanes than the first share the second number of rows. */
const MOST_ROWS = 24;
const FOLDED_ROWS = 16;
const MOST_FLAGS = 6;
const NARROWEST_NAME = 5;
const NARROWEST_BAR = 6;

/**
 * The timeline: an axis, a row for each lane (or for several alike), a row for each named event, and
 * what the signs mean.
 *
 * @param lanes what every lane did
 * @param seconds the end of the picture; it begins at 0
 * @returns its lines; none where there is nothing to show
 */
export function picture(lanes: LaneHistory[], seconds: number, terminal: Terminal): string[] {
  if (lanes.length === 0 || seconds <= 0) return [];
  const ellipsis = terminal.ascii ? '..' : '…';
  const palette = new Palette(terminal);
  for (const { lane } of lanes) palette.lane(lane);
  const rows = fold(lanes, lanes.length > MOST_ROWS ? FOLDED_ROWS : lanes.length, ellipsis);
  const flags = flagHistories(flagEvents(lanes, seconds)).filter(worthARow(lanes));
  const shownFlags = flags.slice(0, MOST_FLAGS);

  const from = beginning(lanes, seconds);
  const labels = [...rows.map(({ name }) => name), ...shownFlags.map(({ on }) => on)].map((name) =>
    squeezed(printableName(name, terminal.ascii), roomForName(terminal.columns), ellipsis),
  );
  const labelWidth = Math.max(NARROWEST_NAME, ...labels.map(widthOf));
  const columns = Math.max(NARROWEST_BAR, terminal.columns - labelWidth - 5);
  const canvas: Canvas = {
    terminal,
    palette,
    scale: { from, seconds: seconds - from, columns },
    used: new Set(),
  };
  const line = (label: string, bar: string): string => `  ${padded(label, labelWidth)}  ${bar}`;

  const laneLines = rows.map((row, i) => {
    const paint = palette.lane(row.lanes[0]!.lane);
    return line(paint(labels[i]!), laneBar(row, rows, canvas).toString());
  });
  const flagLines = shownFlags.map((flag, i) =>
    line(palette.hue.grey(labels[rows.length + i]!), flagBar(flag, canvas).toString()),
  );
  const [tickLabels, ruler] = axis(canvas.scale, terminal.ascii);
  const notes = notesOn(rows, lanes, flags.length - shownFlags.length, from, terminal);
  return [
    line('', tickLabels),
    line('', palette.hue.grey(ruler)),
    ...laneLines,
    ...flagLines,
    '',
    ...legend(inTableOrder(canvas.used), terminal, palette),
    ...notes
      .flatMap((note) => wrapped(note, terminal.columns - 3))
      .map((note) => `  ${palette.hue.grey(note)}`),
  ];
}

/**
 * Where the picture begins: at 0, or, where the first lane is long alone and nothing happens on it,
 * shortly before something does. (Greenlets hand control over in microseconds, the milliseconds
 * before are `main` getting ready.)
 */
function beginning(lanes: LaneHistory[], seconds: number): number {
  const [first, ...others] = lanes as [LaneHistory, ...LaneHistory[]];
  const quietUntil = Math.min(
    first.spans[0]?.to ?? 0,
    ...first.marks.slice(0, 1).map(({ t }) => t),
    ...others.map(({ from }) => from),
  );
  const rest = seconds - quietUntil;
  return quietUntil > rest ? Math.max(0, quietUntil - rest / 10) : 0;
}

/** What was set and cleared, as the events that said so. */
function flagEvents(lanes: LaneHistory[], seconds: number): TraceEvent[] {
  const flags = lanes.flatMap(({ lane, marks }) =>
    marks.flatMap(({ type, t, what }): TraceEvent[] =>
      type === 'set' || type === 'clear' ? [{ type, t, lane, on: what }] : [],
    ),
  );
  const lane = '';
  return [...flags, { type: 'wake', t: seconds, lane }];
}

/** States with their brief signs first, then moments. */
function inTableOrder(used: ReadonlySet<Glyph>): Glyph[] {
  const states = (Object.keys(STATES) as BarState[]).flatMap((key) => [STATES[key], BRIEF[key]]);
  const all: Glyph[] = [...states, ...Object.values(MOMENTS), ...Object.values(FLAGS)];
  return all.filter((glyph) => used.has(glyph));
}

function notesOn(
  rows: Row[],
  lanes: LaneHistory[],
  hiddenFlags: number,
  from: number,
  terminal: Terminal,
): string[] {
  const zh = languageOf(terminal) === 'zh';
  const notes: string[] = [];
  if (rows.length < lanes.length)
    notes.push(
      zh
        ? `共 ${lanes.length} 条泳道：多条合为一行，显示多数的状态；不足半数时用细线`
        : `${lanes.length} lanes: rows of several show what most do, thin where under half live`,
    );
  if (from > 0) {
    const alone = printableName(lanes[0]!.lane, terminal.ascii);
    const until = duration(from);
    notes.push(
      zh ? `${until} 之前只有 ${alone} 在运行，未显示` : `not shown: ${alone} alone until ${until}`,
    );
  }
  if (hiddenFlags > 0)
    notes.push(
      zh ? `另有 ${hiddenFlags} 个事件未显示` : `${hiddenFlags} more events are not shown`,
    );
  return notes;
}
