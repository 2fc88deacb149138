/** The files that can be made of recorded runs, each by an exporter that is loaded when asked for. */
import { readFileSync } from 'node:fs';
import type { Exporter } from '../export/exporter.js';
import { packageRoot } from '../registry.js';
import type { Terminal } from '../render/terminal.js';

export type ExportName = 'trace' | 'svg' | 'html' | 'cast';

/** What an exporter must know of how the program is used: in which language, in which letters. */
export type Manner = Pick<Terminal, 'ascii' | 'lang'>;

export const exporters: Record<ExportName, (manner: Manner) => Promise<Exporter>> = {
  trace: async () => (await import('../export/chrome-trace.js')).chromeTrace,
  svg: async () => (await import('../export/svg.js')).svg,
  html: async () => {
    const { html } = await import('../export/html.js');
    const template = readFileSync(new URL('dist/bundle/page.html', packageRoot), 'utf8');
    return (runs) => html(runs, template);
  },
  cast: async (manner) => (await import('./cast.js')).castIn(manner),
};
