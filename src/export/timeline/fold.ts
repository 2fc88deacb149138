/** Draws the lanes that have no row of their own. */
import { spanAt } from '../../trace/spans.js';
import { element, text, type Markup } from '../markup.js';
import { shade } from '../palette.js';
import { foldedName, type Picture } from '../picture.js';
import { name, round, type View } from './view.js';

/** How each state looks where it is nobody's colour; from the bottom up. */
export const looks = {
  computing: shade('quiet'),
  ready: { ...shade('quiet'), opacity: 0.6 },
  sleeping: { ...shade('quiet'), opacity: 0.38 },
  waiting: { fill: 'url(#waits)' },
};

/** Many lanes in one row: how many of them computed, were ready, slept and waited at each moment. */
export function folded({ lanes, y, height }: NonNullable<Picture['folded']>, view: View): Markup {
  const columns = Math.min(240, Math.ceil(view.width / 3));
  const counts = Array.from({ length: columns + 1 }, (_, i) => {
    const t = view.from + (i / columns) * (view.to - view.from);
    const at = { computing: 0, ready: 0, sleeping: 0, waiting: 0, done: 0 };
    for (const history of lanes) at[spanAt(history, t)?.state ?? 'done'] += 1;
    return at;
  });
  const x = (i: number) => round(view.left + (i / columns) * view.width);
  const base = counts.map(() => 0);
  const bands = (Object.keys(looks) as (keyof typeof looks)[]).map((state) => {
    const below = base.map((n) => round(y + height - (n / lanes.length) * height));
    counts.forEach((at, i) => (base[i]! += at[state]));
    const above = base.map((n) => round(y + height - (n / lanes.length) * height));
    const path = [
      ...above.map((top, i) => `${x(i)} ${top}`),
      ...below.map((bottom, i) => `${x(i)} ${bottom}`).toReversed(),
    ];
    return element('path', { ...looks[state], d: `M${path.join('L')}Z` });
  });
  const title = `${foldedName(lanes)}: how many compute, are ready, sleep and wait`;
  return element(
    'g',
    {},
    name(foldedName(lanes), shade('quiet'), y, height, view),
    element('g', {}, element('title', {}, text(title)), ...bands),
  );
}
