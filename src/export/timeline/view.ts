/** Where a stretch of time lies in a drawing, and the words that stand in it. */
import { element, text, type Markup } from '../markup.js';
import { foldedName, type Picture } from '../picture.js';
import { columns, shortened } from '../width.js';

/** The stretch of time that is drawn, and where. */
export interface View {
  /** Seconds. */
  from: number;
  to: number;
  /** Where time begins, from the left; the lanes' names stand before it, in a room of this width. */
  left: number;
  names: number;
  /** How wide time is drawn. */
  width: number;
}

/** Narrower spans share a mark of this width, so that what is short stays visible. */
export const hair = 1.4;

export const mono = 'ui-monospace,SFMono-Regular,Menlo,Consolas,DejaVu Sans Mono,monospace';
/** The width of a letter of that font, in its size. */
const letter = 0.6;

/** From the left to a moment. */
export function xOf(t: number, { from, to, left, width }: View): number {
  return left + ((t - from) / (to - from)) * width;
}

/** The part of a stretch of time that is in view, at least a hair wide; null if none is. */
export function boxOf(from: number, to: number, view: View): { x: number; width: number } | null {
  if (to < view.from || from > view.to) return null;
  const x = xOf(Math.max(from, view.from), view);
  return { x, width: Math.max(hair, xOf(Math.min(to, view.to), view) - x) };
}

export function name(
  of: string,
  look: Record<string, string | number>,
  y: number,
  height: number,
  { left, names }: View,
): Markup {
  const size = Math.min(13, height);
  const most = Math.floor(names / (size * letter));
  return element(
    'text',
    {
      ...look,
      x: left - 12,
      y: y + height / 2 + size * 0.35,
      'text-anchor': 'end',
      'font-size': size,
    },
    text(shortened(of, most)),
  );
}

/** A word in a bar, if there is room for enough of it. */
export function inside(
  word: string,
  { x, width }: { x: number; width: number },
  y: number,
  height: number,
  look: Record<string, string | number>,
): Markup[] {
  const size = Math.min(12, height - 3);
  const most = Math.floor((width - 6) / (size * letter));
  if (most < Math.min(3, columns(word))) return [];
  return [
    element(
      'text',
      {
        ...look,
        x: x + width / 2,
        y: y + height / 2 + size * 0.35,
        'text-anchor': 'middle',
        'font-size': size,
        'pointer-events': 'none',
      },
      text(shortened(word, most)),
    ),
  ];
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The room for the longest name, within reason. */
export function roomForNames(pictures: readonly Picture[]): number {
  const names = pictures.flatMap(({ lanes, flags, folded }) => [
    ...lanes.map(({ history }) => history.lane),
    ...flags.map(({ history }) => history.on),
    ...(folded === null ? [] : [foldedName(folded.lanes)]),
  ]);
  return 13 * letter * Math.min(26, Math.max(4, ...names.map(columns)));
}

/**
 * The spans in view; of those too short to be told apart, one of each kind a hair's width.
 *
 * @param spans in the order of their times
 */
export function inSight<S extends { from: number; to: number }>(
  spans: readonly S[],
  kindOf: (span: S) => unknown,
  view: View,
): S[] {
  const perPixel = (view.to - view.from) / view.width;
  const drawnTo = new Map<unknown, number>();
  return spans.slice(firstAt(spans, view.from)).filter((span) => {
    const { from, to } = span;
    const kind = kindOf(span);
    if (from > view.to) return false;
    if (to - from < perPixel && from < (drawnTo.get(kind) ?? -Infinity)) return false;
    drawnTo.set(kind, Math.max(to, from + hair * perPixel));
    return true;
  });
}

function firstAt(spans: readonly { to: number }[], t: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.to < t) low = middle + 1;
    else high = middle;
  }
  return low;
}
