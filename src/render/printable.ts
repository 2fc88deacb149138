/** Makes text from outside safe for a terminal. */
import { stripVTControlCharacters } from 'node:util';

/** Controls but tab and newline, and what changes direction or shows nothing. */
const HIDDEN =
  /(?![\t\n])\p{Cc}|[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const LINE_ENDS = /\r\n?|[\v\f\x85\u2028\u2029]/g;
/** More marks on one letter than any script needs run into the lines above and below. */
const HEAPED_MARKS = /(\p{M}{4})\p{M}+/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * Takes out of a text whatever could move the cursor, change colours, hide or reorder what is shown.
 *
 * @param text any text; its lines end in newlines afterwards, whatever they ended in
 * @param ascii whether to write characters beyond ASCII as `\u{…}`
 */
export function printable(text: string, ascii = false): string {
  if (PLAIN.test(text)) return text;
  const clean = stripVTControlCharacters(text.replace(LINE_ENDS, '\n'))
    .replace(HIDDEN, '')
    .replace(HEAPED_MARKS, '$1')
    .replace(LONE_SURROGATE, '\ufffd');
  return ascii ? clean.replace(/\P{ASCII}/gu, escape) : clean;
}

function escape(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`;
}

/** The same for a name, which is one line. */
export function printableName(name: string, ascii = false): string {
  return printable(name, ascii).replaceAll(/\s+/g, ' ').trim();
}
