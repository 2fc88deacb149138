/** The line above a run: what it is called, what it shows, what it teaches. */
import type { RunStart } from '../trace/event.js';
import { Palette } from './palette.js';
import { printable, printableName } from './printable.js';
import { roundSeconds } from './seconds.js';
import { languageOf, type Terminal } from './terminal.js';
import { padded, widthOf, wrapped } from './width.js';

/** What the header says besides the demo's name. */
export interface About {
  /** One line that says what the demo shows, in the terminal's language. */
  summary?: string;
  /** The Python name that it teaches. */
  teaches?: string;
}

/** The header as lines; it fits the terminal's width. */
export function header(
  run: Pick<RunStart, 'demo' | 'speed'>,
  about: About,
  terminal: Terminal,
): string[] {
  const { bold, hue } = new Palette(terminal);
  const name = ` ${printableName(run.demo, terminal.ascii)}`;
  const summary = printable(about.summary ?? '', terminal.ascii);
  const teaches = printableName(about.teaches ?? '', terminal.ascii);
  const gap = '   ';
  const indent = Math.min(widthOf(name + gap), terminal.columns >> 1);
  const lines = wrapped(summary, terminal.columns - indent - 1).map(
    (line, i) => (i === 0 ? padded(name, indent - gap.length) + gap : ' '.repeat(indent)) + line,
  );
  const last = lines.at(-1) ?? name;
  const rest = terminal.columns - 1 - widthOf(teaches);
  if (teaches !== '' && widthOf(last) + gap.length <= rest)
    lines[lines.length - 1] = padded(last, rest) + hue.grey(teaches);
  else if (teaches !== '') lines.push(' '.repeat(indent) + hue.grey(teaches));
  lines[0] = (lines[0] ?? name).replace(name, () => ` ${bold(name.slice(1))}`);
  if (run.speed !== 1) lines.push(` ${hue.grey(speedNote(run.speed, languageOf(terminal)))}`);
  return lines;
}

function speedNote(speed: number, lang: Terminal['lang']): string {
  const factor = roundSeconds(speed >= 1 ? speed : 1 / speed).slice(0, -2);
  if (lang === 'zh') return speed > 1 ? `快放 ${factor} 倍` : `慢放 ${factor} 倍`;
  return `${factor} times ${speed > 1 ? 'faster' : 'slower'} than written`;
}
