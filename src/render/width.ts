/** Text measured in the columns it takes: a Chinese character takes two. */
import stringWidth from 'string-width';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const ASCII = /^[\x20-\x7e]*$/;
/** Letters of Latin, kana and Chinese that stand alone, as long as another of them follows. */
const ALONE = '[\\x20-\\x7e\\u3041-\\u3096\\u30a1-\\u30fa\\u4e00-\\u9fff]';
const PIECES = new RegExp(`${ALONE}(?=${ALONE}|$)|${ALONE}?[^${ALONE.slice(1)}{1,200}`, 'gu');

/**
 * What a reader takes for the letters of a text, with their columns. The segmenter alone would take
 * time that grows with the square of the length, and costs a hundred times as much for a plain letter.
 */
function* letters(text: string): Generator<[letter: string, columns: number], void, undefined> {
  for (const [piece] of text.matchAll(PIECES))
    if (piece.length === 1) yield [piece, widthOfLetter(piece)];
    else
      for (const { segment } of segmenter.segment(piece)) yield [segment, widthOfLetter(segment)];
}

const known = new Map<string, number>();
const MOST_KNOWN = 10_000;

function widthOfLetter(letter: string): number {
  let width = known.get(letter);
  if (width === undefined) {
    width = widthOf(letter);
    if (known.size < MOST_KNOWN) known.set(letter, width);
  }
  return width;
}

/** How many columns a text takes. */
export function widthOf(text: string): number {
  return ASCII.test(text) ? text.length : stringWidth(text);
}

/** A text with spaces after it up to a width. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** A text with spaces before it up to a width. */
export function paddedLeft(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}

/** As much of a text's beginning as fits. */
export function clipped(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let out = '';
  let used = 0;
  for (const [letter, columns] of letters(text)) {
    used += columns;
    if (used > width) break;
    out += letter;
  }
  return out;
}

/**
 * A text that fits, its middle left out where it is too long: what tells two names apart stands at
 * their beginning or at their end.
 */
export function squeezed(text: string, width: number, ellipsis: string): string {
  if (widthOf(text) <= width) return text;
  const room = width - widthOf(ellipsis);
  if (room < 2) return clipped(text, width);
  const tail = Math.floor(room / 2);
  return clipped(text, room - tail) + ellipsis + lastColumns(text, tail);
}

function lastColumns(text: string, width: number): string {
  const parts = [...letters(text)];
  let from = parts.length;
  for (let used = 0; from > 0; from -= 1) {
    used += parts[from - 1]![1];
    if (used > width) break;
  }
  return parts
    .slice(from)
    .map(([letter]) => letter)
    .join('');
}

/**
 * A text as lines that fit: broken after a space or beside a wide character where possible, else
 * anywhere. Its own newlines stay; a tab becomes spaces up to the next multiple of 8.
 */
export function wrapped(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrappedLine(untabbed(line), Math.max(2, width)));
}

/** Facts beside each other, in as few lines of at most so many columns as hold each fact whole. */
export function linesThatFit(facts: string[], separator: string, columns: number): string[] {
  const lines: string[] = [];
  for (const fact of facts) {
    const longer = `${lines.at(-1)}${separator}${fact}`;
    if (lines.length > 0 && widthOf(longer) < columns) lines[lines.length - 1] = longer;
    else lines.push(` ${fact}`);
  }
  return lines;
}

/** Signs that no line begins with, and signs that none ends with. */
const CLOSING = /^[、。，．；：！？）】》」』〉”’…]/u;
const OPENING = /^[（【《「『〈“‘]/u;

function wrappedLine(line: string, width: number): string[] {
  if (line.length <= width && ASCII.test(line)) return [line];
  const lines: string[] = [];
  let current = '';
  let used = 0;
  let breakAt = 0;
  let before: [letter: string, columns: number] = ['', 0];
  for (const [segment, wide] of letters(line)) {
    const apart = before[0] === ' ' || before[1] === 2 || wide === 2;
    if (apart && !CLOSING.test(segment) && !OPENING.test(before[0])) breakAt = current.length;
    before = [segment, wide];
    if (used + wide > width) {
      if (segment === ' ') {
        lines.push(current);
        [current, used, breakAt] = ['', 0, 0];
        continue;
      }
      const at = breakAt > 0 ? breakAt : current.length;
      lines.push(current.slice(0, at).trimEnd());
      current = current.slice(at);
      used = widthOf(current);
      breakAt = 0;
    }
    current += segment;
    used += wide;
  }
  return [...lines, current];
}

function untabbed(line: string): string {
  if (!line.includes('\t')) return line;
  return line.split('\t').reduce((out, part) => padded(out, (widthOf(out) >> 3) * 8 + 8) + part);
}

/** The most columns that a lane's name gets on a terminal of so many. */
export function roomForName(columns: number): number {
  return Math.min(28, Math.max(5, Math.floor(columns * 0.3)));
}
