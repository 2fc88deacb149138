/** The bar of one lane, or of several that share a row. */
import type { LaneHistory, TaskSpan } from '../trace/spans.js';
import { Bar, type Canvas } from './bar.js';
import type { Row } from './fold.js';
import { BRIEF, type Moment, momentOf, MOMENTS, STATES } from './glyphs.js';
import type { Paint } from './palette.js';
import { printableName } from './printable.js';
import { type Column, columnOf, raster } from './raster.js';
import { languageOf } from './terminal.js';

const WIDEST_WORDS = 30;
/** How a lane's end is called. */
export const ENDS = {
  returned: { en: 'done', zh: '结束' },
  failed: { en: 'failed', zh: '失败' },
  killed: { en: 'killed', zh: '被终止' },
};

/**
 * Draws what a row's lanes did: their states, the moments worth a sign, and words where there is
 * room: the task it runs, what it waits for.
 *
 * @param rows all rows, to tell whether a lane switched to stands above or below
 */
export function laneBar(row: Row, rows: Row[], canvas: Canvas): Bar {
  const bar = new Bar(canvas);
  const columns = raster(
    row.lanes.flatMap(({ spans }) => spans),
    canvas.scale,
  );
  const perColumn = canvas.scale.seconds / canvas.scale.columns;
  columns.forEach(({ state, brief, seconds }, at) => {
    if (row.lanes.length > 1) {
      // Of several lanes: the thin sign where less than half of them live.
      const sign = seconds * 2 < perColumn * row.lanes.length ? BRIEF : STATES;
      if (state !== null) bar.draw(at, sign[state], sign === STATES);
    } else if (brief !== null) bar.draw(at, BRIEF[brief]);
    else if (state !== null) bar.draw(at, STATES[state], true);
  });
  for (const [at, moment] of momentsOf(row, rows, canvas)) bar.draw(at, MOMENTS[moment]);
  const [lane] = row.lanes;
  if (lane !== undefined && row.lanes.length === 1) {
    for (const task of lane.tasks) nameTask(task, bar, canvas);
    nameEnd(lane, bar, canvas);
  }
  nameWaits(columns, bar, canvas);
  return bar;
}

const RANKS = Object.keys(MOMENTS) as Moment[];

/** The moment to show in each column that has any: the most telling. */
function momentsOf({ lanes }: Row, rows: Row[], { scale }: Canvas): Map<number, Moment> {
  const found = new Map<number, Moment>();
  const add = (t: number, moment: Moment | null): void => {
    // Of many lanes in one row, a sign would not say whose it is; a failure is worth one even so.
    if (moment === null || (lanes.length > 1 && moment !== 'error') || t < scale.from) return;
    const at = columnOf(t, scale);
    const other = found.get(at);
    if (other === undefined || RANKS.indexOf(moment) < RANKS.indexOf(other)) found.set(at, moment);
  };
  const rowOf = (lane: string): number =>
    rows.findIndex((row) => row.lanes.some((other) => other.lane === lane));
  for (const { lane, marks, how, to } of lanes) {
    for (const mark of marks)
      add(mark.t, momentOf(mark, mark.type === 'switch' && rowOf(mark.what) < rowOf(lane)));
    if (how === 'killed' || how === 'failed') add(to, 'error');
  }
  return found;
}

function nameTask(
  { task, from, to }: TaskSpan,
  bar: Bar,
  { palette, terminal, scale }: Canvas,
): void {
  const word = languageOf(terminal) === 'zh' ? '任务' : 'task';
  bar.write(
    [`${word} ${task}`, `${task}`],
    columnOf(from, scale),
    columnOf(to, scale),
    palette.bold,
  );
}

/** Says in the empty part behind a lane's end how it ended. */
function nameEnd({ how, to }: LaneHistory, bar: Bar, { palette, terminal, scale }: Canvas): void {
  if (how === undefined) return;
  const words = ENDS[how][languageOf(terminal)];
  const hue = how === 'returned' ? palette.hue.grey : palette.hue.red;
  bar.writeAt(columnOf(to, scale) + 2, words, hue);
}

/** Writes once into each stretch of waiting what the lane waits for. */
function nameWaits(columns: Column[], bar: Bar, { palette, terminal }: Canvas): void {
  const paint: Paint = (words) => palette.bold(palette.hue[STATES.waiting.hue](words));
  for (let from = 0; from < columns.length;) {
    const { state, on } = columns[from]!;
    let to = from + 1;
    while (to < columns.length && columns[to]!.state === state && columns[to]!.on === on) to += 1;
    if (state === 'waiting' && on !== undefined)
      bar.write(wordsFor(on, terminal.ascii), from, to, paint);
    from = to;
  }
}

/** `join t1`, or `t1` where there is less room. */
function wordsFor(on: string, ascii: boolean): string[] {
  const whole = printableName(on, ascii).slice(0, WIDEST_WORDS);
  const [, ...rest] = whole.split(' ');
  return rest.length > 0 ? [whole, rest.join(' ')] : [whole];
}
