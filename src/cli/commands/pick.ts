/** A bare call on a terminal: pick a demo, guess, watch it run, come back. */
import { catalogue } from '../../registry.js';
import { notesOf } from '../../notes/index.js';
import { padded, widthOf } from '../../render/width.js';
import { guessAndRun } from '../guess.js';
import { choose } from '../prompts.js';
import type { Surroundings } from '../surroundings.js';

export async function pick(around: Surroundings): Promise<number> {
  const { lang, ending } = around;
  const demos = catalogue();
  const widest = Math.max(...demos.map(({ name }) => widthOf(name)));
  const choices = demos.map(({ name, summary, teaches }) => ({
    label: `${padded(name, widest)}  ${summary[lang]}`,
    hint: teaches,
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

const WORDS = {
  en: { which: 'Which demo?', leave: 'leave' },
  zh: { which: '选择一个演示', leave: '退出' },
};
