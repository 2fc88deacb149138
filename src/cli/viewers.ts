/** What shows a run to a person while it goes on. */
import type { DemoDefinition } from '../demo.js';
import { LanesRenderer } from '../render/lanes.js';
import { LiveRenderer } from '../render/live.js';
import { PlainRenderer } from '../render/plain.js';
import { SummaryRenderer } from '../render/summary.js';
import { languageOf } from '../render/terminal.js';
import { TimelineRenderer } from '../render/timeline.js';
import type { Renderer } from '../trace/event.js';
import type { Outputs } from './outputs.js';
import type { Surroundings } from './surroundings.js';
import type { RunOptions } from './syntax/run.js';

/**
 * The renderers of one run, in the order in which they write.
 *
 * @param definition what the demo says of itself, where it is known
 * @param clock seconds since `main` was called, where that is not the time since the first event
 */
export function viewers(
  definition: Pick<DemoDefinition, 'summary' | 'teaches'> | undefined,
  { plain, live, timeline }: Pick<RunOptions, 'plain' | 'live' | 'timeline'>,
  lines: Outputs['lines'],
  around: Surroundings,
  clock?: () => number,
): Renderer[] {
  if (lines === 'nowhere') return [];
  const [out, terminal] =
    lines === 'out' ? [around.out, around.terminal] : [around.err, around.errTerminal];
  if (plain === true)
    return [new PlainRenderer(out, { ascii: around.asciiAsked }), new FailureRenderer(around)];
  const about = definition && {
    summary: definition.summary[languageOf(terminal)],
    teaches: definition.teaches,
  };
  return [
    live && lines === 'out' && around.outMoves
      ? new LiveRenderer(out, around.terminal, about, clock)
      : new LanesRenderer(out, terminal, about),
    ...(timeline ? [new TimelineRenderer(out, terminal)] : []),
    new SummaryRenderer(out, terminal),
  ];
}

/** Tells on standard error what bare lines leave out: that a lane failed, and why. */
class FailureRenderer implements Renderer {
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  event(event: Parameters<Renderer['event']>[0]): void {
    if (event.type === 'error')
      this.#around.err.write(`error: on ${event.lane}: ${event.name}: ${event.message}\n`);
  }
}
