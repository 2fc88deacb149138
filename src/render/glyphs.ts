/** How states and moments look: each differs in glyph and in colour. */
import type { LaneState, Mark } from '../trace/spans.js';
import type { Hue } from './palette.js';
import type { Terminal } from './terminal.js';

/** One sign of the picture. */
export interface Glyph {
  fine: string;
  ascii: string;
  hue: Hue;
  /** What it means, for the legend. */
  en: string;
  zh: string;
}

/** States that fill a stretch of a bar. */
export type BarState = Exclude<LaneState, 'done'>;

/** The higher the block, the more the lane does. */
export const STATES: Record<BarState, Glyph> = {
  computing: { fine: '▇', ascii: '#', hue: 'green', en: 'computing', zh: '计算' },
  sleeping: { fine: '▃', ascii: '_', hue: 'blue', en: 'sleeping', zh: '睡眠' },
  waiting: { fine: '▒', ascii: '.', hue: 'orange', en: 'waiting', zh: '等待' },
  ready: { fine: '╌', ascii: '-', hue: 'grey', en: 'ready, not running', zh: '就绪，未运行' },
};

/** A state that lasts much less than a column is wide; the legend shows both signs with one word. */
export const BRIEF: Record<BarState, Glyph> = {
  computing: { ...STATES.computing, fine: '┃', ascii: '|' },
  sleeping: { ...STATES.sleeping, fine: '▁', ascii: ',' },
  waiting: { ...STATES.waiting, fine: '┊', ascii: ':' },
  ready: { ...STATES.ready, fine: '·', ascii: "'" },
};

/** Moments, the most telling first: where two fall into one column, the first is shown. */
export const MOMENTS = {
  error: { fine: '✗', ascii: 'X', hue: 'red', en: 'failed, killed', zh: '失败、被终止' },
  set: { fine: '●', ascii: 'O', hue: 'green', en: 'set', zh: '置位' },
  clear: { fine: '○', ascii: 'o', hue: 'red', en: 'clear', zh: '清除' },
  down: { fine: '↓', ascii: 'v', hue: 'magenta', en: 'switches to', zh: '切换到' },
  up: { fine: '↑', ascii: '^', hue: 'magenta', en: 'switches to', zh: '切换到' },
  'task-submit': { fine: '◆', ascii: '+', hue: 'purple', en: 'task handed over', zh: '提交任务' },
  callback: { fine: '◇', ascii: '*', hue: 'purple', en: 'callback', zh: '回调' },
} satisfies Record<string, Glyph>;

/** A kind of moment that is shown. */
export type Moment = keyof typeof MOMENTS;

/** The rows of named events, below the lanes. */
export const FLAGS = {
  set: { ...MOMENTS.set, fine: '━', ascii: '=' },
  clear: { ...MOMENTS.clear, fine: '┄', ascii: '~' },
} satisfies Record<string, Glyph>;

/** The sign itself. */
export function glyphOf(glyph: Glyph, { ascii }: Pick<Terminal, 'ascii'>): string {
  return ascii ? glyph.ascii : glyph.fine;
}

/** The moment that stands for a mark; what a lane printed and a worker's tasks show otherwise. */
export function momentOf({ type }: Mark, goesUp: boolean): Moment | null {
  if (type === 'switch') return goesUp ? 'up' : 'down';
  return type in MOMENTS ? (type as Moment) : null;
}
