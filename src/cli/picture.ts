/** A run with names, times, colours and pictures. Measuring text takes long to load, bare lines need none. */
import { LanesRenderer } from '../render/lanes.js';
import { LiveRenderer } from '../render/live.js';
import { SummaryRenderer } from '../render/summary.js';
import { languageOf } from '../render/terminal.js';
import { TimelineRenderer } from '../render/timeline.js';
import type { Renderer } from '../trace/event.js';
import type { Outputs } from './outputs.js';
import type { Surroundings } from './surroundings.js';
import type { RunOptions } from './syntax/run.js';
import type { About } from './viewers.js';

/** The renderers of one run, in the order in which they write. */
export function picture(
  demo: About,
  { live, timeline }: Pick<RunOptions, 'live' | 'timeline'>,
  lines: Outputs['lines'],
  around: Surroundings,
  clock?: () => number,
): Renderer[] {
  const [out, terminal] =
    lines === 'out' ? [around.out, around.terminal] : [around.err, around.errTerminal];
  const about = demo && { summary: demo.summary[languageOf(terminal)], teaches: demo.teaches };
  return [
    live && lines === 'out' && around.outMoves
      ? inForeground(new LiveRenderer(out, around.terminal, about, clock), around)
      : new LanesRenderer(out, terminal, about),
    ...(timeline ? [new TimelineRenderer(out, terminal)] : []),
    new SummaryRenderer(out, terminal),
  ];
}

/** While a run goes on, its view is what stands at the end of the terminal. */
function inForeground(view: LiveRenderer, { foreground }: Surroundings): Renderer {
  let forget = (): void => {};
  return {
    event(event) {
      if (event.type === 'run-start') forget = foreground.show(view);
      const full = view.event(event);
      if (event.type === 'run-end') forget();
      return full;
    },
  };
}
