/** The bar of a named event: when it was set, when clear. */
import type { FlagHistory } from '../trace/flags.js';
import { Bar, type Canvas } from './bar.js';
import { FLAGS, MOMENTS } from './glyphs.js';
import { columnOf } from './raster.js';
import { languageOf } from './terminal.js';

/** Draws when an event was set and when clear, with a sign at each change. */
export function flagBar({ spans }: FlagHistory, canvas: Canvas): Bar {
  const bar = new Bar(canvas);
  const { palette, scale, terminal } = canvas;
  spans.forEach(({ set, from, to }, i) => {
    if (to < scale.from) return;
    const kind = set ? 'set' : 'clear';
    const first = columnOf(from, scale);
    const last = columnOf(to, scale);
    for (let at = first; at <= last; at++) bar.draw(at, FLAGS[kind], true);
    // Its first span is how it was found, not a change.
    if (i > 0 && from >= scale.from) bar.draw(first, MOMENTS[kind]);
    bar.write([FLAGS[kind][languageOf(terminal)]], first, last, palette.hue[FLAGS[kind].hue]);
  });
  return bar;
}
