/** Source code for the terminal: in colours, with its lines' numbers, as wide as there is room. */
import { Palette, type Paint } from '../render/palette.js';
import { printable } from '../render/printable.js';
import type { Terminal } from '../render/terminal.js';
import { padded, paddedLeft, widthOf } from '../render/width.js';

/** A program to show. */
export interface Source {
  language: 'typescript' | 'python';
  lines: string[];
  /** The same lines in colours. */
  painted: string[];
}

/** Reads a program's text and colours it. */
export async function sourceOf(
  text: string,
  language: Source['language'],
  terminal: Terminal,
): Promise<Source> {
  const safe = printable(text, terminal.ascii).trimEnd();
  const painted = terminal.color === 0 ? safe : await colour(safe, language, terminal);
  return { language, lines: safe.split('\n'), painted: painted.split('\n') };
}

async function colour(
  text: string,
  language: Source['language'],
  terminal: Terminal,
): Promise<string> {
  const { common, createEmphasize } = await import('emphasize');
  const { hue, bold } = new Palette(terminal);
  const styles: Record<string, Paint> = {
    comment: hue.grey,
    keyword: hue.magenta,
    built_in: hue.blue,
    'title function': hue.blue,
    'title class': hue.teal,
    title: hue.blue,
    string: hue.green,
    number: hue.orange,
    literal: hue.orange,
    meta: hue.purple,
    emphasis: bold,
  };
  return createEmphasize({ [language]: common[language]! }).highlight(language, text, styles).value;
}

/** A program as lines with their numbers; those in `marked` have a sign before them. */
export function listing(
  { lines, painted }: Source,
  marked: ReadonlySet<number>,
  width: number,
  terminal: Terminal,
): string[][] {
  const { hue } = new Palette(terminal);
  const digits = String(lines.length).length;
  const room = width - digits - 5;
  return lines.map((line, at) => {
    const mark = marked.has(at) ? hue.orange(terminal.ascii ? '>' : '▸') : ' ';
    const number = paddedLeft(String(at + 1), digits);
    return cut(painted[at]!, line, room).map((piece, part) =>
      part === 0
        ? ` ${mark} ${hue.grey(number)}  ${piece}`
        : `${' '.repeat(digits + 3)}${hue.grey(terminal.ascii ? '.' : '·')} ${piece}`,
    );
  });
}

/** Two listings side by side, row by row; a row is as high as its higher side. */
export function besides(rows: [left: string[], right: string[]][], width: number): string[] {
  return rows.flatMap(([left, right]) =>
    Array.from({ length: Math.max(left.length, right.length) }, (_, at) =>
      `${padded(left[at] ?? '', width)}  ${right[at] ?? ''}`.trimEnd(),
    ),
  );
}

// oxlint-disable-next-line no-control-regex
const SEQUENCE = /(\u001b\[[\d;]*m)/;

/** Cuts a coloured line into pieces that fit, after a space where one is near. */
function cut(painted: string, plain: string, room: number): string[] {
  const ends = endsOf(plain, room);
  if (ends.length === 0) return [painted];
  const pieces: string[] = [];
  let [piece, at, colours] = ['', 0, ''];
  for (const part of painted.split(SEQUENCE)) {
    if (SEQUENCE.test(part)) {
      colours += part;
      piece += part;
      continue;
    }
    for (const character of part) {
      if (at === ends[pieces.length]) {
        pieces.push(colours === '' ? piece : `${piece}\u001b[0m`);
        piece = colours; // the next piece opens what was open here
      }
      piece += character;
      at += character.length;
    }
  }
  return [...pieces, piece];
}

/** Where the pieces of a line end, but for the last. */
function endsOf(line: string, room: number): number[] {
  const ends: number[] = [];
  let [used, at, space] = [0, 0, 0];
  for (const character of line) {
    const wide = widthOf(character);
    if (used + wide > room) {
      const end = space > (ends.at(-1) ?? 0) + room / 2 ? space : at;
      ends.push(end);
      used = widthOf(line.slice(end, at));
    }
    used += wide;
    at += character.length;
    if (character === ' ') space = at;
  }
  return ends;
}
