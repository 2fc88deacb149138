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
  const { columns } = terminal;
  // Where the name takes half of the width, the rest stands below it.
  const beside = widthOf(name + gap) <= columns >> 1;
  const indent = beside ? widthOf(name + gap) : 2;
  const lines = wrapped(summary, columns - indent - 1).map((line) => ' '.repeat(indent) + line);
  if (beside) lines[0] = name + gap + (lines[0] ?? '').trimStart();
  else lines.unshift(...wrapped(name.slice(1), columns - 2).map((line) => ` ${line}`));
  const last = lines.at(-1) ?? name;
  const rest = columns - 1 - widthOf(teaches);
  if (teaches !== '' && widthOf(last) + gap.length <= rest)
    lines[lines.length - 1] = padded(last, rest) + hue.grey(teaches);
  else if (teaches !== '')
    lines.push(' '.repeat(Math.max(1, Math.min(indent, rest))) + hue.grey(teaches));
  lines[0] = (lines[0] ?? name).replace(name, () => ` ${bold(name.slice(1))}`);
  if (run.speed !== 1)
    for (const line of wrapped(speedNote(run.speed, languageOf(terminal)), columns - 2))
      lines.push(` ${hue.grey(line)}`);
  return lines;
}

function speedNote(speed: number, lang: Terminal['lang']): string {
  const factor = roundSeconds(speed >= 1 ? speed : 1 / speed).slice(0, -2);
  if (lang === 'zh') return speed > 1 ? `快放 ${factor} 倍` : `慢放 ${factor} 倍`;
  return `${factor} times ${speed > 1 ? 'faster' : 'slower'} than written`;
}
