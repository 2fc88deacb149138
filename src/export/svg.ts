/** A recording as a picture for slides: the timeline as SVG, for light and dark, with text as text. */
import type { Exporter } from './exporter.js';
import { factsOf, optionsOf } from './facts.js';
import { element, text, type Markup } from './markup.js';
import { darkStyle, hatchings, shade } from './palette.js';
import { foldedName, pictureOf, type Picture } from './picture.js';
import { duration } from './ticks.js';
import { axisHeight, draw } from './timeline/draw.js';
import { legend } from './timeline/legend.js';
import { roomForNames, type View } from './timeline/view.js';
import { totals } from './timeline/words.js';
import { shortened } from './width.js';

const width = 1200;
const margin = 36;
const sans = 'system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif';

/** Draws runs below one another; those of one demo share a scale, so that their lengths compare. */
export const svg: Exporter = (runs) => {
  const pictures = runs.map(pictureOf);
  const names = roomForNames(pictures);
  const left = margin + names + 14;
  let y = margin;
  const panels = pictures.map((picture) => {
    const longest = Math.max(
      ...runs
        .filter(({ start }) => start.demo === picture.run.start.demo)
        .map((run) => run.duration),
    );
    const to = longest > 0 ? longest : 1e-6;
    const view: View = { from: 0, to, left, names, width: width - margin - left };
    const made = panel(picture, view, y);
    y += made.height + 30;
    return made.markup;
  });
  const height = y + 14;
  const document = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-labelledby': 'title description',
      'font-family': sans,
    },
    element('title', { id: 'title' }, text(runs.map(({ start }) => start.demo).join(', '))),
    element('desc', { id: 'description' }, text(pictures.map(described).join(' '))),
    darkStyle(),
    hatchings(),
    element('rect', { ...shade('paper'), width, height, rx: 10 }),
    ...panels,
    element('g', { transform: `translate(${margin} ${height - margin + 4})` }, legend(pictures)),
  );
  return `${document}\n`;
};

function panel(picture: Picture, view: View, y: number): { markup: Markup; height: number } {
  const { run } = picture;
  const options = optionsOf(run);
  const header = element(
    'g',
    {},
    element(
      'text',
      { ...shade('text'), x: margin, y: 18, 'font-size': 24, 'font-weight': 700 },
      element('tspan', {}, text(shortened(run.start.demo, 40))),
      ...(options === ''
        ? []
        : [
            element(
              'tspan',
              { ...shade('quiet'), dx: 14, 'font-size': 15, 'font-weight': 400 },
              text(shortened(options, 60)),
            ),
          ]),
    ),
    element(
      'text',
      { ...shade('quiet'), x: margin, y: 42, 'font-size': 14 },
      text(factsOf(run).join(' · ')),
    ),
  );
  const rows = element('g', { transform: `translate(0 68)` }, draw(picture, view));
  return {
    markup: element('g', { transform: `translate(0 ${y})` }, header, rows),
    height: 68 + picture.height + axisHeight,
  };
}

/** The picture in words, for those who cannot see it. */
function described({ run, lanes, folded }: Picture): string {
  const told = lanes.map(({ history }) => `${history.lane}: ${totals(history)}.`);
  const more = folded === null ? [] : [`And ${foldedName(folded.lanes)}.`];
  return [`${run.start.demo}, ${duration(run.duration)}.`, ...told, ...more].join(' ');
}
