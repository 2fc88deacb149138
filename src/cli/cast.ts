/** An asciicast of what a terminal of 80 columns would have shown. */
import { asciicast } from '../export/asciicast.js';
import type { Exporter } from '../export/exporter.js';
import { LanesRenderer } from '../render/lanes.js';
import { SummaryRenderer } from '../render/summary.js';
import { TimelineRenderer } from '../render/timeline.js';
import type { Manner } from './exporters.js';
import { shownBy } from './shown.js';

/** The exporter of asciicasts, in the language and letters that are asked for. */
export function castIn({ ascii, lang }: Manner): Exporter {
  const terminal = { columns: 80, rows: 24, color: 2, ascii, lang } as const;
  return (runs) => {
    const show = shownBy((out) => [
      new LanesRenderer(out, terminal),
      new TimelineRenderer(out, terminal),
      new SummaryRenderer(out, terminal),
    ]);
    return asciicast(runs, { ...terminal, show });
  };
}
