/** A table of text for the terminal; one column takes what width is left and wraps. */

/** How a column looks. */
export interface Column {
  title: string;
  /** Whether this column fills the rest of the width, its text wrapped. */
  grows?: boolean;
  alignRight?: boolean;
  style?: (text: string) => string;
}

const GAP = '  ';
const NARROWEST = 12;

// Measuring takes longer to load than `list` takes in all; ASCII needs no such knowledge.
async function widthMeter(texts: string[]): Promise<(text: string) => number> {
  if (texts.every((text) => /^[\x20-\x7e]*$/.test(text))) return (text) => text.length;
  return (await import('../render/width.js')).widthOf;
}

/** The rows as lines, none wider than `width` columns unless the fixed columns alone are. */
export async function table(
  columns: Column[],
  rows: string[][],
  { width, titleStyle }: { width: number; titleStyle: (text: string) => string },
): Promise<string> {
  const all = [columns.map(({ title }) => title), ...rows];
  const widthOf = await widthMeter(all.flat());
  const widths = columns.map((_, at) => Math.max(...all.map((row) => widthOf(row[at]!))));
  const growing = columns.findIndex(({ grows }) => grows);
  if (growing >= 0) {
    const others =
      widths.reduce((sum, one) => sum + one + GAP.length, GAP.length) - widths[growing]!;
    if (width - others < NARROWEST) return stacked(columns, rows, width, widthOf);
    widths[growing] = Math.min(widths[growing]!, width - others);
  }
  return all
    .flatMap((row, at) => {
      const cells = row.map((cell, column) => wrap(cell, widths[column]!, widthOf));
      const height = Math.max(...cells.map((lines) => lines.length));
      return Array.from({ length: height }, (_, line) =>
        cells
          .map((lines, column) => {
            const { alignRight, style } = columns[column]!;
            const cell = lines[line] ?? '';
            const pad = ' '.repeat(Math.max(0, widths[column]! - widthOf(cell)));
            const painted = at === 0 ? titleStyle(cell) : (style?.(cell) ?? cell);
            return GAP + (alignRight === true ? pad + painted : painted + pad);
          })
          .join('')
          .trimEnd(),
      );
    })
    .map((line) => `${line}\n`)
    .join('');
}

/** Where there is no room for columns, the cells of a row stand one below the other. */
function stacked(
  columns: Column[],
  rows: string[][],
  width: number,
  widthOf: (text: string) => number,
): string {
  return rows
    .flatMap((row) =>
      row.flatMap((cell, column) => {
        const indent = column === 0 ? GAP : GAP + GAP;
        const paint = columns[column]!.style ?? String;
        return wrap(cell, width - indent.length - 1, widthOf).map((line) => indent + paint(line));
      }),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/**
 * Breaks text into lines of at most `width` columns, between words or Chinese characters; a line does
 * not begin with what closes the one before.
 */
export function wrap(text: string, width: number, widthOf: (text: string) => number): string[] {
  const lines = [''];
  for (const piece of text.match(
    /[\u2e80-\u9fff\uff00-\uff60][，。：；！？、）]*|[^\s\u2e80-\u9fff\uff00-\uff60]+|\s+/gu,
  ) ?? []) {
    const line = lines.at(-1)!;
    if (line === '' || widthOf(line + piece) <= width) lines[lines.length - 1] = line + piece;
    else lines.push(piece.trimStart());
  }
  return lines.map((line) => line.trimEnd());
}
