/** Draws what the looks of a bar mean. */
import { element, text, type Markup } from '../markup.js';
import { shade } from '../palette.js';
import type { Picture } from '../picture.js';
import { looks } from './fold.js';

const words = [
  ['computing', 'computing'],
  ['sleeping', 'sleeping'],
  ['waiting', 'waiting (for what)'],
  ['ready', 'ready, another lane of its thread runs'],
] as const;

/** Draws a swatch and a word for each state that occurs in the pictures, in a row of 14 units. */
export function legend(pictures: readonly Picture[]): Markup {
  const states = new Set<string>(
    pictures.flatMap(({ lanes }) =>
      lanes.flatMap(({ history }) => history.spans.map(({ state }) => state)),
    ),
  );
  let x = 0;
  const items = words
    .filter(([state]) => states.has(state))
    .map(([state, word]) => {
      const bar = state === 'ready' ? { y: 4.5, height: 3, rx: 1.5 } : { height: 12, rx: 2 };
      const item = element(
        'g',
        { transform: `translate(${x} 0)` },
        element('rect', { ...looks[state], ...bar, width: 26 }),
        element('text', { ...shade('quiet'), x: 34, y: 10.5, 'font-size': 13 }, text(word)),
      );
      x += 34 + word.length * 6.8 + 24;
      return item;
    });
  return element('g', {}, ...items);
}
