/** Everything that was measured, every single run included; `docs/compare.md` describes the fields. */
import type { Figures } from './exporter.js';

/** A single comparison as it is; several as `{ comparisons: [...] }`. */
export function toJson(figures: Figures): string {
  const single =
    'comparisons' in figures &&
    figures.sweep === undefined &&
    figures.skipped === undefined &&
    figures.comparisons.length === 1;
  return `${JSON.stringify(single ? figures.comparisons[0] : figures, null, 2)}\n`;
}
