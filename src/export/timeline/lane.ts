/** Draws a lane: its states as a bar, its tasks and marks along it. */
import type { LaneHistory, Span } from '../../trace/spans.js';
import { element, text, type Markup } from '../markup.js';
import { colourOf, laneColour, outlined, shade, stroke } from '../palette.js';
import type { LaneRow } from '../picture.js';
import { duration } from '../ticks.js';
import { boxOf, inside, inSight, name, round, xOf, type View } from './view.js';
import { between, inWords } from './words.js';

export function lane({ history, index, y, height }: LaneRow, view: View): Markup {
  const colour = laneColour(index);
  return element(
    'g',
    { ...colour },
    name(history.lane, { 'font-weight': 600 }, y, height, view),
    ...inSight(history.spans, ({ state }) => state, view).flatMap((span) => {
      const box = boxOf(span.from, span.to, view)!;
      return [
        element(
          'rect',
          { ...box, ...look(span, index, y, height) },
          element(
            'title',
            {},
            text(`${history.lane}: ${inWords(span)}, ${between(span.from, span.to)}`),
          ),
        ),
        ...(span.state === 'waiting' && span.on !== undefined
          ? inside(span.on, box, y, height, outlined('text'))
          : []),
      ];
    }),
    ...tasks(history, y, height, view),
    ...marks(history, y, height, view),
  );
}

export function look({ state }: Span, index: number, y: number, height: number) {
  switch (state) {
    case 'sleeping':
      return { y, height, rx: 2, opacity: 0.38 };
    case 'waiting':
      return { y, height, rx: 2, class: undefined, fill: `url(#wait${colourOf(index)})` };
    case 'ready':
      return { y: y + height / 2 - 1.5, height: 3, rx: 1.5, opacity: 0.6 };
    default:
      return { y, height, rx: 2 };
  }
}

function tasks(history: LaneHistory, y: number, height: number, view: View): Markup[] {
  return history.tasks.flatMap(({ task, from, to }) => {
    const box = boxOf(from, to, view);
    if (box === null || box.width < 3) return [];
    return [
      element('rect', { ...stroke('paper', 2), ...box, y: y - 1, height: height + 2, rx: 3 }),
      element(
        'rect',
        { x: box.x + 1, width: Math.max(1, box.width - 2), y: y - 1, height: 3, rx: 1.5 },
        element('title', {}, text(`${history.lane}: task ${task}, ${between(from, to)}`)),
      ),
      ...inside(`task ${task}`, box, y + 1, height, outlined('text')),
    ];
  });
}

function marks(history: LaneHistory, y: number, height: number, view: View): Markup[] {
  const drawnTo = { print: -Infinity, other: -Infinity };
  return history.marks.flatMap(({ t, type, what }) => {
    if (t < view.from || t > view.to) return [];
    const x = xOf(t, view);
    const row = type === 'print' ? 'print' : 'other';
    if (x < drawnTo[row] + 1.5 && type !== 'error') return [];
    const title = element('title', {}, text(`${history.lane}: ${type} ${what}, ${duration(t)}`));
    const [left, right] = [round(x - 4), round(x + 4)];
    switch (type) {
      case 'print':
        drawnTo.print = x;
        return height < 16 ? [] : [element('circle', { cx: x, cy: y + height + 5, r: 2 }, title)];
      case 'set':
      case 'clear': {
        drawnTo.other = x;
        const d =
          type === 'set'
            ? `M${left} ${y - 1}H${right}L${round(x)} ${y - 8}Z`
            : `M${left} ${y - 8}H${right}L${round(x)} ${y - 1}Z`;
        return [element('path', { ...shade(type), d }, title)];
      }
      case 'error': {
        const d = `M${left} ${y - 2}l8 8m0 -8l-8 8`;
        return [element('path', { ...stroke('clear', 2.5), d }, title)];
      }
      default:
        return [];
    }
  });
}
