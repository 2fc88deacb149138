/** Draws a named event: when it was set, when it was clear. */
import { element, text, type Markup } from '../markup.js';
import { outlined, shade } from '../palette.js';
import type { Picture } from '../picture.js';
import { boxOf, inside, inSight, name, type View } from './view.js';
import { between } from './words.js';

export function flag({ history, y, height }: Picture['flags'][number], view: View): Markup {
  return element(
    'g',
    {},
    name(history.on, { ...shade('text'), 'font-style': 'italic' }, y, height, view),
    ...inSight(history.spans, ({ set }) => set, view).flatMap(({ set, from, to }) => {
      const box = boxOf(from, to, view);
      if (box === null) return [];
      const word = set ? 'set' : 'clear';
      return [
        element(
          'rect',
          {
            ...shade(word),
            ...(!set && { class: undefined, fill: 'url(#unset)' }),
            ...box,
            y,
            height,
            rx: 2,
          },
          element('title', {}, text(`${history.on} ${word}, ${between(from, to)}`)),
        ),
        ...inside(word, box, y, height, set ? shade('paper') : outlined('clear')),
      ];
    }),
  );
}

/** Where the one event that comes and goes is clear, the lanes below stand in its colour. */
export function shadows({ flags, height }: Picture, view: View): Markup[] {
  const changing = flags.filter(({ history }) => history.spans.filter(({ set }) => set).length > 1);
  if (changing.length !== 1) return [];
  return inSight(changing[0]!.history.spans, ({ set }) => set, view)
    .filter(({ set }) => !set)
    .flatMap(({ from, to }) => {
      const box = boxOf(from, to, view);
      if (box === null) return [];
      return [
        element('rect', { ...shade('clear'), ...box, y: -6, height: height + 6, opacity: 0.07 }),
      ];
    });
}
