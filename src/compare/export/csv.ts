/** A line for each model or demo, for spreadsheets. */
import { stringify } from 'csv-stringify/sync';
import type { Figures } from './exporter.js';
import { rowsOf } from './rows.js';

/** With a line of titles; seconds and bytes, and nothing where there is no figure. */
export function toCsv(figures: Figures): string {
  return stringify(rowsOf(figures), { header: true });
}
