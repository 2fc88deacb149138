/** A bare call on a terminal: pick a demo, guess, watch it run, come back. */
import { catalogue } from '../../registry.js';
import { notesOf } from '../../notes/index.js';
import { padded, widthOf, wrapped } from '../../render/width.js';
import { guessAndRun } from '../guess.js';
import { choose } from '../prompts.js';
import type { Surroundings } from '../surroundings.js';

/** What the list spares of the width: its frame's colours count as columns there. */
const FRAME = 15;

export async function pick(around: Surroundings): Promise<number> {
  const { lang, ending, terminal } = around;
  const demos = catalogue();
  const widest = Math.max(...demos.map(({ name }) => widthOf(name)));
  // A choice that took two lines would make the list jump under the cursor.
  const choices = demos.map(({ name, summary }) => ({
    label: `${padded(name, widest)}  ${inOneLine(summary[lang], terminal.columns - FRAME - widest - 2)}`,
  }));
  const words = WORDS[lang];
  let status = 0;
  let last = 0;
  while (!ending.aborted) {
    const chosen = await choose(words.which, [...choices, { label: words.leave }], around, last);
    const demo = demos[chosen ?? demos.length];
    if (demo === undefined) break;
    last = chosen ?? 0;
    status = await guessAndRun(demo.name, await notesOf(demo.name), around);
  }
  return status;
}

/** As many words as there is room for. */
function inOneLine(text: string, width: number): string {
  const [first = '', ...rest] = wrapped(text, width - 2);
  return rest.length === 0 || widthOf(text) <= width ? text : `${first.replace(/[,，]$/, '')} …`;
}

const WORDS = {
  en: { which: 'Which demo?', leave: 'leave' },
  zh: { which: '选择一个演示', leave: '退出' },
};
