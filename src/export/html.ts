/**
 * A recording as one page that needs nothing else: no network, no other file. Its timeline can be
 * zoomed, pointed at, played and stepped through; `page/` is what runs in the browser.
 */
import { toJson } from '../trace/json.js';
import type { Run } from '../trace/recording.js';
import { text } from './markup.js';
import { darkRules, inkRules } from './palette.js';

/**
 * Writes runs as a page.
 *
 * @param template the page without a recording, as the build makes it
 */
export function html(runs: readonly Run[], template: string): string {
  const title = runs.map(({ start }) => start.demo).join(', ');
  const colours = `${inkRules()}\n${darkRules(":root[data-theme='dark']")}`;
  // Nothing in a script element may look like its end, or like a comment.
  const recording = toJson(runs.map(({ events }) => events)).replaceAll('<', '\\u003c');
  const parts: Record<string, string> = {
    title: `<title>${text(title)}</title>`,
    colours: `<style>${colours}</style>`,
    recording: `<script type="application/json" id="recording">${recording}</script>`,
  };
  return template.replace(/<!-- (title|colours|recording) -->/g, (_, name: string) => parts[name]!);
}
