/** The colours: each stands out from a white, a black and a dark grey background alike. */
import { Chalk } from 'chalk';
import type { Terminal } from './terminal.js';

/**
 * Each hue for terminals of all colours, of 256 and of 16. The luminance of the first two is about
 * 0.2, halfway for the eye between white and #1e1e1e. (chalk's own way down from 24 bits keeps
 * neither luminance nor hue.)
 */
export const HUES = {
  blue: { rgb: '#1579ec', of256: 32, of16: 'blueBright' },
  orange: { rgb: '#cd590b', of256: 166, of16: 'yellow' },
  green: { rgb: '#1e8e44', of256: 28, of16: 'green' },
  magenta: { rgb: '#cf41a9', of256: 169, of16: 'magenta' },
  teal: { rgb: '#0c8994', of256: 30, of16: 'cyan' },
  purple: { rgb: '#9161e3', of256: 99, of16: 'magentaBright' },
  olive: { rgb: '#94790c', of256: 100, of16: 'yellowBright' },
  red: { rgb: '#de4348', of256: 167, of16: 'red' },
  grey: { rgb: '#787c84', of256: 244, of16: 'gray' },
} as const;

/** The name of a colour. */
export type Hue = keyof typeof HUES;

/** Puts a text into a colour. */
export type Paint = (text: string) => string;

/** Neighbours in this list are far apart in hue. Red is kept for what went wrong. */
const LANE_HUES = ['blue', 'orange', 'teal', 'magenta', 'green', 'purple', 'olive'] as const;

/** What text looks like on one terminal. */
export class Palette {
  readonly bold: Paint;
  readonly hue: Readonly<Record<Hue, Paint>>;
  readonly #order = new Map<string, Paint>();

  /** @param terminal the terminal, of which the level of colour is used */
  constructor({ color }: Pick<Terminal, 'color'>) {
    const chalk = new Chalk({ level: color });
    this.bold = (text) => chalk.bold(text);
    const paints = Object.entries(HUES).map(([name, { rgb, of256, of16 }]): [string, Paint] => {
      const byLevel = [chalk, chalk[of16], chalk.ansi256(of256), chalk.hex(rgb)];
      return [name, byLevel[color]!];
    });
    this.hue = Object.fromEntries(paints) as Record<Hue, Paint>;
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
