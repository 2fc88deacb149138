/**
 * The colours of pictures. Light ones stand in attributes, which every program reads; dark ones in a
 * style sheet, which browsers prefer where the reader's system is dark.
 */
import { element, raw, type Markup } from './markup.js';

type Shade = readonly [light: string, dark: string];

// In the order of the terminal's, so that a lane has one hue wherever it is seen. At least 4.5 : 1
// against the paper, since lanes' names are written in them.
const lanes: readonly Shade[] = [
  ['#1d5fd6', '#6ea8fe'],
  ['#b34b00', '#fb923c'],
  ['#0b766e', '#2dd4bf'],
  ['#b8238f', '#f78ad8'],
  ['#26783c', '#56d364'],
  ['#7a35d8', '#b79bff'],
  ['#85650a', '#e3b341'],
];

const shades = {
  paper: ['#ffffff', '#0d1117'],
  text: ['#1f2328', '#e6edf3'],
  quiet: ['#59636e', '#9198a1'],
  grid: ['#e4e8ec', '#262c34'],
  set: ['#1a7f37', '#3fb950'],
  clear: ['#cf222e', '#f85149'],
} as const satisfies Record<string, Shade>;

export type ShadeName = keyof typeof shades;

/** The number of a lane's colour: lanes take turns. */
export function colourOf(index: number): number {
  return index % lanes.length;
}

/** Attributes that paint an element in a lane's colour. */
export function laneColour(index: number) {
  const colour = colourOf(index);
  return { class: `c${colour}`, fill: lanes[colour]![0] };
}

/** Attributes that paint an element in a named shade. */
export function shade(name: ShadeName) {
  return { class: name, fill: shades[name][0] };
}

/** Attributes that draw a line in a named shade. */
export function stroke(name: ShadeName, width = 1) {
  return { class: `${name}-line`, stroke: shades[name][0], 'stroke-width': width, fill: 'none' };
}

/** Attributes of a text that stays legible on a bar: a rim of paper around its letters. */
export function outlined(name: ShadeName) {
  return {
    class: `${name} paper-line`,
    fill: shades[name][0],
    stroke: shades.paper[0],
    'stroke-width': 3,
    'stroke-linejoin': 'round',
    'paint-order': 'stroke',
  };
}

/** The hatchings of waiting lanes and of an event that is clear; a picture needs them once. */
export function hatchings(): Markup {
  const hatching = (id: string, className: string, colour: string, opacity: number) =>
    element(
      'pattern',
      { id, width: 7, height: 7, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      element('rect', { class: className, fill: colour, width: 7, height: 7, opacity: 0.1 }),
      element('rect', { class: className, fill: colour, width: 2, height: 7, opacity }),
    );
  return element(
    'defs',
    {},
    ...lanes.map(([light], i) => hatching(`wait${i}`, `c${i}`, light, 0.45)),
    hatching('waits', 'quiet', shades.quiet[0], 0.45),
    hatching('unset', 'clear', shades.clear[0], 0.6),
  );
}

/**
 * The rules that make a picture dark.
 *
 * @param scope a selector that stands before each rule
 */
export function darkRules(scope = ''): string {
  const rules = [
    ...lanes.map(([, dark], i) => `${scope} .c${i}{fill:${dark};color:${dark}}`),
    ...Object.entries(shades).flatMap(([name, [, dark]]) => [
      `${scope} .${name}{fill:${dark}}`,
      `${scope} .${name}-line{stroke:${dark}}`,
    ]),
  ];
  return rules.map((rule) => rule.trim()).join('\n');
}

/** The rules that write a lane's name in its colour, where it is no drawing. */
export function inkRules(): string {
  return lanes.map(([light], i) => `.c${i}{color:${light}}`).join('\n');
}

/** A style sheet that makes a picture dark where the reader's system is. */
export function darkStyle(): Markup {
  return element('style', {}, raw(`@media (prefers-color-scheme:dark){\n${darkRules()}\n}`));
}
