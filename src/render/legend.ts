/** What the signs of a picture mean. */
import { type Glyph, glyphOf } from './glyphs.js';
import type { Palette } from './palette.js';
import { languageOf, type Terminal } from './terminal.js';
import { widthOf } from './width.js';

/** The legend of the signs that a picture uses, as lines that fit. */
export function legend(used: Iterable<Glyph>, terminal: Terminal, palette: Palette): string[] {
  const byMeaning = new Map<string, Glyph[]>();
  for (const glyph of used) {
    const meaning = glyph[languageOf(terminal)];
    byMeaning.set(meaning, [...(byMeaning.get(meaning) ?? []), glyph]);
  }
  const entries = Array.from(byMeaning, ([meaning, glyphs]) => {
    const signs = glyphs.map((glyph) => palette.hue[glyph.hue](glyphOf(glyph, terminal)));
    return `${signs.join('')} ${palette.hue.grey(meaning)}`;
  });
  const lines: string[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + widthOf(entry) + 3 < terminal.columns)
      lines[lines.length - 1] = `${last}   ${entry}`;
    else lines.push(`  ${entry}`);
  }
  return lines;
}
