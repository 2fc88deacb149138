/** What can be made of a finished comparison: pure functions, figures in, text out. */
import type { ComparisonReport, DemoComparison } from '../../trace/comparison.js';

/** Figures of models, or of demos. */
export type Figures = ComparisonReport | DemoComparison;

/** Writes figures in a format. */
export type Exporter = (figures: Figures) => string;

/** The formats, each loaded when it is asked for. */
export const exporters = {
  json: async (): Promise<Exporter> => (await import('./json.js')).toJson,
  csv: async (): Promise<Exporter> => (await import('./csv.js')).toCsv,
  markdown: async (): Promise<Exporter> => (await import('./markdown.js')).toMarkdown,
};
