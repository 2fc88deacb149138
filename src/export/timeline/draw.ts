/** Draws the rows of a picture over a stretch of time, as SVG; the axis stands below them. */
import { element, text, type Markup } from '../markup.js';
import { shade, stroke } from '../palette.js';
import type { Picture } from '../picture.js';
import { ticks } from '../ticks.js';
import { arrows } from './arrows.js';
import { flag, shadows } from './flag.js';
import { folded } from './fold.js';
import { lane } from './lane.js';
import { mono, round, xOf, type View } from './view.js';

/** The height of the axis below the rows. */
export const axisHeight = 26;

/** Draws all rows of a picture and the axis. */
export function draw(picture: Picture, view: View): Markup {
  return element(
    'g',
    { 'font-family': mono, 'font-size': 13 },
    axis(picture, view),
    ...shadows(picture, view),
    ...picture.flags.map((row) => flag(row, view)),
    ...picture.lanes.map((row) => lane(row, view)),
    ...(picture.folded === null ? [] : [folded(picture.folded, view)]),
    ...arrows(picture, view),
  );
}

function axis(picture: Picture, view: View): Markup {
  const marks = ticks(view.from, view.to, Math.max(2, view.width / 90));
  const y = picture.height;
  return element(
    'g',
    { 'text-anchor': 'middle' },
    ...marks.map(({ t }) => {
      const x = xOf(t, view);
      return element('path', { ...stroke('grid'), d: `M${round(x)} -6V${round(y + 4)}` });
    }),
    ...marks.map(({ t, label }) =>
      element('text', { ...shade('quiet'), x: xOf(t, view), y: y + 19 }, text(label)),
    ),
  );
}
