/** What the live view shows below the lines: every lane's present state, and its history so far. */
import type { Histories, LaneNow } from '../trace/spans.js';
import { axis } from './axis.js';
import type { Canvas } from './bar.js';
import { glyphOf, STATES } from './glyphs.js';
import { ENDS, laneBar } from './lane-bar.js';
import type { Palette } from './palette.js';
import { printableName } from './printable.js';
import { runningSeconds } from './seconds.js';
import { languageOf, type Terminal } from './terminal.js';
import { padded, paddedLeft, roomForName, squeezed, widthOf } from './width.js';

const STATE_WIDTH = { most: 22, least: 8 };
const TIME_WIDTH = 9;
const NARROWEST_BAR = 16;
/** Of a window that is dragged narrower one hears before its edge touches the rows. */
const MARGIN = 8;

/**
 * The rows of the live view.
 *
 * @param run what is known of every lane
 * @param seconds since `main` was called
 * @param most how many rows of lanes there is room for
 * @param bars whether to draw each lane's history too, where it has room
 */
export function region(
  run: Histories,
  seconds: number,
  most: number,
  bars: boolean,
  terminal: Terminal,
  palette: Palette,
): string[] {
  const ellipsis = terminal.ascii ? '..' : '…';
  const lanes = [...run.states.lanes.values()];
  const shown = choose(lanes, most);
  const names = shown.map(({ lane }) =>
    squeezed(printableName(lane, terminal.ascii), roomForName(terminal.columns), ellipsis),
  );
  const nameWidth = Math.max(5, ...names.map(widthOf));
  const stateWidth = Math.max(
    STATE_WIDTH.least,
    Math.min(STATE_WIDTH.most, Math.floor(terminal.columns / 5)),
  );
  const left = nameWidth + stateWidth + TIME_WIDTH + 8;
  const columns = terminal.columns - left - MARGIN;
  const scale = { from: 0, seconds: roundedUp(seconds), columns };
  const canvas: Canvas = { terminal, palette, scale, used: new Set() };
  const rows = shown.map(({ lane }) => ({
    name: lane,
    lanes: [run.laneUntil(lane, seconds)!],
  }));
  const withBars = bars && columns >= NARROWEST_BAR;

  const head = `  ${WORDS[languageOf(terminal)].elapsed} ${runningSeconds(seconds)}`;
  const lines = [withBars ? padded(head, left) + axis(scale, terminal.ascii)[0] : head];
  shown.forEach((now, i) => {
    const name = palette.lane(now.lane)(padded(names[i]!, nameWidth));
    const since = now.state === 'done' ? '' : runningSeconds(Math.max(0, seconds - now.since));
    const line = `  ${name}  ${presentOf(now, stateWidth, terminal, palette)}${palette.hue.grey(paddedLeft(since, TIME_WIDTH))}`;
    lines.push(withBars ? `${line}  ${laneBar(rows[i]!, rows, canvas).toString()}` : line);
  });
  if (shown.length < lanes.length)
    lines.push(`  ${palette.hue.grey(rest(lanes, shown, terminal))}`);
  return lines;
}

type Now = Readonly<LaneNow>;

/** All lanes if there is room, else those that are not done, then the last that are. */
function choose(lanes: Now[], most: number): Now[] {
  if (lanes.length <= most) return lanes;
  const isDone = ({ state }: Now): boolean => state === 'done';
  const open = lanes.filter((lane) => !isDone(lane)).slice(0, most - 1);
  const room = most - 1 - open.length;
  const chosen = new Set([...open, ...(room > 0 ? lanes.filter(isDone).slice(-room) : [])]);
  return lanes.filter((lane) => chosen.has(lane));
}

/** The smallest of 1, 2, 5, 10, ... seconds that is not yet over. */
function roundedUp(seconds: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(seconds, 0.1)));
  return power * ([1, 2, 5].find((digit) => digit * power > seconds) ?? 10);
}

/** What the lane does now, with its sign, in its colour; where room is short, only what it waits for. */
function presentOf(now: Now, width: number, terminal: Terminal, palette: Palette): string {
  const ellipsis = terminal.ascii ? '..' : '…';
  const on = now.on === undefined ? [] : [printableName(now.on, terminal.ascii)];
  const all = [wordOf(now, terminal), ...on].join(' ');
  const text = squeezed(widthOf(all) <= width ? all : (on[0] ?? all), width, ellipsis);
  if (now.state !== 'done') {
    const glyph = STATES[now.state];
    return palette.hue[glyph.hue](`${glyphOf(glyph, terminal)} ${padded(text, width)}`);
  }
  const paint = now.how === 'returned' ? palette.hue.grey : palette.hue.red;
  return paint(`  ${padded(text, width)}`);
}

function wordOf({ state, how }: Now, terminal: Terminal): string {
  const language = languageOf(terminal);
  if (state === 'done') return ENDS[how ?? 'returned'][language];
  return state === 'ready' ? WORDS[language].ready : STATES[state][language];
}

/** How many lanes are not shown, and what they do. */
function rest(lanes: Now[], shown: Now[], terminal: Terminal): string {
  const hidden = new Set(lanes);
  for (const lane of shown) hidden.delete(lane);
  const counts = new Map<string, number>();
  for (const lane of hidden) {
    const word = wordOf(lane, terminal);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const parts = Array.from(counts, ([word, count]) => `${count} ${word}`);
  return `${WORDS[languageOf(terminal)].more(hidden.size)}: ${parts.join(', ')}`;
}

const WORDS = {
  en: { elapsed: 'elapsed', ready: 'ready', more: (count: number) => `and ${count} more` },
  zh: { elapsed: '已用', ready: '就绪', more: (count: number) => `另有 ${count} 条` },
};
