/** One row of the picture: signs in columns, with words written into them where there is room. */
import { type Glyph, glyphOf } from './glyphs.js';
import type { Paint, Palette } from './palette.js';
import type { Scale } from './raster.js';
import type { Terminal } from './terminal.js';
import { widthOf } from './width.js';

/** What the rows of one picture share. */
export interface Canvas {
  terminal: Terminal;
  palette: Palette;
  scale: Scale;
  /** The signs that are to be seen in the rows made so far, for the legend. */
  used: Set<Glyph>;
}

interface Cell {
  text: string;
  /** The sign that it shows, if it is one. */
  glyph?: Glyph;
  paint: Paint | null;
  /** Whether words may be written over it. */
  filler: boolean;
}

/** A row of cells, one a column. */
export class Bar {
  readonly #cells: Cell[];
  readonly #canvas: Canvas;

  constructor(canvas: Canvas) {
    this.#canvas = canvas;
    this.#cells = Array.from({ length: canvas.scale.columns }, () => ({
      text: ' ',
      paint: null,
      filler: false,
    }));
  }

  /** Puts a sign into a column; a filler may give way to words. */
  draw(column: number, glyph: Glyph, filler = false): void {
    const { palette, terminal } = this.#canvas;
    const paint = palette.hue[glyph.hue];
    this.#cells[column] = { text: glyphOf(glyph, terminal), glyph, paint, filler };
  }

  /**
   * Writes words into the first stretch of fillers that has room for them and a filler on each side.
   *
   * @param words what to write, the best first; shorter ones are for where that does not fit
   * @param from the first column to look at
   * @param to the column behind the last
   * @returns whether there was room
   */
  write(words: readonly string[], from: number, to: number, paint: Paint): boolean {
    return words.some((word) => {
      const needed = widthOf(word) + 2;
      let start = from;
      for (let at = from; at < to; at++) {
        if (this.#cells[at]?.filler !== true) start = at + 1;
        // One filler stays on each side, so that the state is seen and not only named.
        else if (at - start + 1 === needed + 2) {
          this.#spell(` ${word} `, start + 1, paint);
          return true;
        }
      }
      return false;
    });
  }

  /** Writes words into the empty end of the row, if there is room for them and some air. */
  writeAt(column: number, words: string, paint: Paint): void {
    if (column + widthOf(words) + 1 <= this.#cells.length) this.#spell(words, column, paint);
  }

  #spell(word: string, from: number, paint: Paint): void {
    let at = from;
    for (const character of word) {
      const width = widthOf(character);
      if (width === 0) this.#cells[at - 1]!.text += character;
      else this.#cells[at] = { text: character, paint, filler: false };
      if (width === 2) this.#cells[at + 1] = { text: '', paint, filler: false };
      at += width;
    }
  }

  /** The row as text, without spaces at its end. */
  toString(): string {
    for (const { glyph } of this.#cells) if (glyph !== undefined) this.#canvas.used.add(glyph);
    const cells = this.#cells.slice(0, this.#cells.findLastIndex(({ text }) => text !== ' ') + 1);
    let out = '';
    for (let i = 0; i < cells.length;) {
      const { paint } = cells[i]!;
      let run = '';
      for (; i < cells.length && cells[i]!.paint === paint; i++) run += cells[i]!.text;
      out += paint === null ? run : paint(run);
    }
    return out;
  }
}
