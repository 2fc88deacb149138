/** Draws what the looks of a bar mean. */
import type { LaneState } from '../../trace/spans.js';
import { element, text, type Markup } from '../markup.js';
import { laneColour, shade } from '../palette.js';
import type { Picture } from '../picture.js';
import { look } from './lane.js';

const words: [LaneState, string][] = [
  ['computing', 'computing'],
  ['sleeping', 'sleeping'],
  ['waiting', 'waiting (for what)'],
  ['ready', 'ready, another lane of its thread runs'],
];

/** Draws a swatch and a word for each state that occurs in the pictures, in a row of 14 units. */
export function legend(pictures: readonly Picture[]): Markup {
  const states = new Set(
    pictures.flatMap(({ lanes }) =>
      lanes.flatMap(({ history }) => history.spans.map(({ state }) => state)),
    ),
  );
  let x = 0;
  const items = words
    .filter(([state]) => states.has(state))
    .map(([state, word]) => {
      const bar = { ...laneColour(1), ...look({ state, from: 0, to: 0 }, 1, 0, 12) };
      const item = element(
        'g',
        { transform: `translate(${x} 0)` },
        element('rect', { ...bar, width: 26 }),
        element('text', { ...shade('quiet'), x: 34, y: 10.5, 'font-size': 13 }, text(word)),
      );
      x += 34 + word.length * 6.8 + 24;
      return item;
    });
  return element('g', {}, ...items);
}
