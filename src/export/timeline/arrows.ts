/** Draws what made what happen on another lane. */
import { element, type Markup } from '../markup.js';
import { stroke } from '../palette.js';
import type { Picture } from '../picture.js';
import { round, xOf, type View } from './view.js';

/** More arrows than this hide what they explain. */
const mostArrows = 80;

/** The arrows from a set to those it woke, and from a greenlet to the one it switches to. */
export function arrows({ lanes, flows }: Picture, view: View): Markup[] {
  const rows = new Map(lanes.map((row) => [row.history.lane, row]));
  const woke = flows.filter(({ type }) => type === 'set');
  const switches = lanes.flatMap(({ history }) =>
    history.marks
      .filter(({ type }) => type === 'switch')
      .map(({ t, what }) => ({ from: { lane: history.lane, t }, to: { lane: what, t } })),
  );
  const inView = [...woke, ...switches].filter(
    ({ from, to }) =>
      to.t >= view.from && from.t <= view.to && rows.has(from.lane) && rows.has(to.lane),
  );
  if (inView.length > mostArrows) return [];
  return inView.map(({ from, to }) => {
    const [begin, end] = [rows.get(from.lane)!, rows.get(to.lane)!];
    const down = end.y > begin.y ? 1 : -1;
    const y1 = down > 0 ? begin.y + begin.height : begin.y;
    const y2 = down > 0 ? end.y - 1 : end.y + end.height + 1;
    const [x1, x2] = [xOf(from.t, view), xOf(to.t, view)].map(round);
    return element('path', {
      ...stroke('text', 1.3),
      d: `M${x1} ${y1}L${x2} ${y2}m-3.5 ${-6 * down}l3.5 ${6 * down}l3.5 ${-6 * down}`,
    });
  });
}
