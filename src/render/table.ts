/** Rows of text in columns that line up. */
import { padded, paddedLeft, widthOf } from './width.js';

/** One column of a table. */
export interface Column<Row> {
  title: string;
  /** The text of a row in this column; none if there is nothing to say. */
  of: (row: Row) => string | null | false;
  /** Whether texts stand at the left; figures stand at the right. */
  left?: boolean;
}

/** The line of titles and the line of each row, two spaces between columns. */
export function aligned<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[] {
  const cells = columns.map(({ title, of }) => [title, ...rows.map((row) => of(row) || '')]);
  const widths = cells.map((texts) => Math.max(...texts.map(widthOf)));
  return [-1, ...rows.keys()].map((row) =>
    columns
      .map(({ left }, at) => {
        const text = cells[at]![row + 1]!;
        return left === true ? padded(text, widths[at]!) : paddedLeft(text, widths[at]!);
      })
      .join('  '),
  );
}
