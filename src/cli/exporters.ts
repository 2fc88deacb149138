/** The files that can be made of recorded runs, each by an exporter that is loaded when asked for. */
import type { Exporter } from '../export/exporter.js';

export type ExportName = 'trace' | 'svg' | 'html' | 'cast';

export const exporters: { [name in ExportName]?: () => Promise<Exporter> } = {
  trace: async () => (await import('../export/chrome-trace.js')).chromeTrace,
  svg: async () => (await import('../export/svg.js')).svg,
};
