/** What shows a run to a person while it goes on. */
import type { DemoDefinition } from '../demo.js';
import { printable } from '../render/printable.js';
import { PlainRenderer } from '../render/plain.js';
import type { Renderer } from '../trace/event.js';
import type { Outputs } from './outputs.js';
import type { Surroundings } from './surroundings.js';
import type { RunOptions } from './syntax/run.js';

/** What the header of a run says of its demo, where that is known. */
export type About = Pick<DemoDefinition, 'summary' | 'teaches'> | undefined;

/** Makes the renderers of one run of a demo, in the order in which they write. */
export type View = (about: About) => Renderer[];

/**
 * How runs are shown, by the options of the command.
 *
 * @param clock seconds since `main` was called, where that is not the time since the first event
 */
export async function viewFor(
  options: Pick<RunOptions, 'plain' | 'live' | 'timeline'>,
  lines: Outputs['lines'],
  around: Surroundings,
  clock?: () => number,
): Promise<View> {
  if (lines === 'nowhere') return () => [];
  if (options.plain === true) {
    const out = lines === 'out' ? around.out : around.err;
    return () => [
      new PlainRenderer(out, { ascii: around.asciiAsked }),
      new FailureRenderer(around),
    ];
  }
  const { picture } = await import('./picture.js');
  return (about) => picture(about, options, lines, around, clock);
}

/** Tells on standard error what bare lines leave out: that a lane failed, and why. */
class FailureRenderer implements Renderer {
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  event(event: Parameters<Renderer['event']>[0]): void {
    if (event.type !== 'error') return;
    const { lane, name, message } = event;
    const text = printable(`error: on ${lane}: ${name}: ${message}`, this.#around.asciiAsked);
    this.#around.err.write(`${text}\n`);
  }
}
