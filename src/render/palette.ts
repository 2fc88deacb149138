/** The colours: each stands out from a white, a black and a dark grey background alike. */
import { Chalk } from 'chalk';
import type { Terminal } from './terminal.js';

/** Their luminance is about 0.2, which gives contrast 4 or more on white and on #1e1e1e. */
export const HUES = {
  blue: '#1579ec',
  orange: '#cd590b',
  green: '#1e8e44',
  magenta: '#cf41a9',
  teal: '#0c8994',
  purple: '#9161e3',
  olive: '#94790c',
  red: '#de4348',
  grey: '#787c84',
} as const;

/** Puts a text into a colour. */
export type Paint = (text: string) => string;

/** Neighbours in this list are far apart in hue. Red is kept for what went wrong. */
const LANE_HUES = ['blue', 'orange', 'teal', 'magenta', 'green', 'purple', 'olive'] as const;

/** What text looks like on one terminal. */
export class Palette {
  readonly bold: Paint;
  readonly hue: Readonly<Record<keyof typeof HUES, Paint>>;
  readonly #order = new Map<string, Paint>();

  /** @param terminal the terminal, of which the level of colour is used */
  constructor({ color }: Pick<Terminal, 'color'>) {
    const chalk = new Chalk({ level: color });
    this.bold = (text) => chalk.bold(text);
    const hues = Object.entries(HUES).map(([name, hex]) => [name, chalk.hex(hex)] as const);
    this.hue = Object.fromEntries(hues) as unknown as Record<keyof typeof HUES, Paint>;
  }

  /** The colour of a lane: the next of the list when it is first asked for, then always the same. */
  lane(label: string): Paint {
    let paint = this.#order.get(label);
    if (paint === undefined) {
      paint = this.hue[LANE_HUES[this.#order.size % LANE_HUES.length] ?? 'grey'];
      this.#order.set(label, paint);
    }
    return paint;
  }
}
