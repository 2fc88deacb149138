/** Lines that stay, and rows below them that are drawn over and over. */
import type { Writable } from 'node:stream';
import { widthOf } from './width.js';

const ESC = '\u001b[';
const HIDE_CURSOR = `${ESC}?25l`;
const SHOW_CURSOR = `${ESC}?25h`;
const WRAP_OFF = `${ESC}?7l`;
const WRAP_ON = `${ESC}?7h`;
/** Terminals that know these show what stands between them at once. */
const BEGIN_FRAME = `${ESC}?2026h`;
const END_FRAME = `${ESC}?2026l`;
const END_OF_LINE = `${ESC}K`;
const BELOW = `${ESC}J`;

/**
 * The lower end of a terminal's screen.
 *
 * Each frame is one write: it goes up to the first of the old rows, writes new lines that stay over
 * them, and the new rows after those; so nothing is blank in between, and whatever scrolls out of
 * the screen at its top is a line that stays. Between frames the cursor stands on the empty line
 * below the rows: there every terminal keeps it in place when it wraps lines anew after a resize.
 */
export class Screen {
  readonly #out: Writable;
  readonly #columns: () => number;
  /** The widths of the rows that are on the screen. */
  #widths: number[] = [];
  #drawnColumns = 0;
  #open = false;

  /** @param columns the present width of the terminal */
  constructor(out: Writable, columns: () => number) {
    this.#out = out;
    this.#columns = columns;
  }

  /**
   * Draws a frame.
   *
   * @param lines what stays: whole lines, each with its newline
   * @param rows what is drawn over by the next frame; the terminal cuts off what is too wide
   */
  frame(lines: string, rows: readonly string[]): void {
    const columns = this.#columns();
    const parts = [BEGIN_FRAME, this.#open ? '' : HIDE_CURSOR, this.#toFirstRow()];
    // Lines that the terminal has wrapped stay joined, unless they are wiped out.
    if (columns !== this.#drawnColumns) parts.push(BELOW);
    parts.push(lines.replaceAll('\n', `${END_OF_LINE}\n`));
    // A terminal that has just become narrower must not wrap them: that would be rows not counted.
    parts.push(WRAP_OFF, ...rows.map((row) => `${row}${END_OF_LINE}\n`), WRAP_ON, BELOW, END_FRAME);
    this.#out.write(parts.join(''));
    this.#drawnColumns = columns;
    this.#widths = rows.map((row) => Math.min(columns, widthOf(row)));
    this.#open = true;
  }

  /** Wipes the rows out and gives the cursor back; the next frame begins anew. */
  close(lines = ''): void {
    if (!this.#open) this.#out.write(lines);
    else this.#out.write(this.#toFirstRow() + BELOW + lines + SHOW_CURSOR);
    this.#open = false;
    this.#widths = [];
  }

  /** In a terminal that has become narrower, a row has been wrapped onto several lines. */
  #toFirstRow(): string {
    const columns = this.#columns();
    const lines = this.#widths.reduce(
      (sum, width) => sum + Math.max(1, Math.ceil(width / columns)),
      0,
    );
    return lines === 0 ? '\r' : `\r${ESC}${lines}A`;
  }
}
