/** What renderers write of each event, as text. */
import { Writable } from 'node:stream';
import type { Renderer, TraceEvent } from '../trace/event.js';

/** Tells for one event after the other what the renderers write when it comes. */
export function shownBy(make: (out: Writable) => Renderer[]): (event: TraceEvent) => string {
  let shown = '';
  const out = new Writable({
    decodeStrings: false,
    write(text: string, _encoding, done) {
      shown += text;
      done();
    },
  });
  const renderers = make(out);
  return (event) => {
    shown = '';
    for (const renderer of renderers) void renderer.event(event);
    return shown;
  };
}
