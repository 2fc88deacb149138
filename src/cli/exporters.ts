/** The files that can be made of recorded runs, each by an exporter that is loaded when asked for. */
import { readFile } from 'node:fs/promises';
import type { Exporter } from '../export/exporter.js';
import { packageRoot } from '../registry.js';
import { LanesRenderer } from '../render/lanes.js';
import { SummaryRenderer } from '../render/summary.js';
import type { Terminal } from '../render/terminal.js';
import { TimelineRenderer } from '../render/timeline.js';
import { shownBy } from './shown.js';

export type ExportName = 'trace' | 'svg' | 'html' | 'cast';

/** What an exporter must know of how the program is used: in which language, in which letters. */
type Manner = Pick<Terminal, 'ascii' | 'lang'>;

export const exporters: Record<ExportName, (manner: Manner) => Promise<Exporter>> = {
  trace: async () => (await import('../export/chrome-trace.js')).chromeTrace,
  svg: async () => (await import('../export/svg.js')).svg,
  html: async () => {
    const { html } = await import('../export/html.js');
    const template = await readFile(new URL('dist/bundle/page.html', packageRoot), 'utf8');
    return (runs) => html(runs, template);
  },
  cast: async ({ ascii, lang }) => {
    const { asciicast } = await import('../export/asciicast.js');
    const terminal = { columns: 80, rows: 24, color: 2, ascii, lang } as const;
    return (runs) => {
      const show = shownBy((out) => [
        new LanesRenderer(out, terminal),
        new TimelineRenderer(out, terminal),
        new SummaryRenderer(out, terminal),
      ]);
      return asciicast(runs, { ...terminal, show });
    };
  },
};
