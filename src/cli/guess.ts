/** Lets the user guess what a demo will show, runs it, and tells what the run says. */
import type { Notes, Question } from '../notes/notes.js';
import { Palette } from '../render/palette.js';
import { wrapped } from '../render/width.js';
import type { TraceEvent } from '../trace/event.js';
import { run } from './commands/run.js';
import { choose } from './prompts.js';
import type { Surroundings } from './surroundings.js';

/**
 * Asks the demo's question, if it has one, and runs the demo.
 *
 * @returns the exit status of the run; 0 if the user left without it
 */
export async function guessAndRun(
  demo: string,
  notes: Notes | undefined,
  around: Surroundings,
): Promise<number> {
  const { lang, out, ending } = around;
  const words = WORDS[lang];
  const { question } = notes ?? {};
  let guess: number | undefined;
  if (question !== undefined) {
    const choices = question.choices.map((choice) => ({ label: choice[lang] }));
    guess = await choose(question.ask[lang], [...choices, { label: words.pass }], around);
    if (guess === undefined) return 0;
  }
  const events: TraceEvent[] = [];
  const keep = { event: (event: TraceEvent) => void events.push(event) };
  const options = { speed: 1, timeline: true, live: true };
  const status = await run([demo], options, around, [keep]);
  if (question !== undefined && !ending.aborted)
    out.write(verdict(question, guess, events, around));
  return status;
}

/** What the run answers, and whether it was guessed. */
export function verdict(
  { choices, answer, because }: Question,
  guess: number | undefined,
  events: readonly TraceEvent[],
  { lang, terminal }: Pick<Surroundings, 'lang' | 'terminal'>,
): string {
  const right = choices[answer(events)];
  if (right === undefined) return '';
  const words = WORDS[lang];
  const { bold, hue } = new Palette(terminal);
  const guessed = choices[guess ?? -1];
  const said =
    guessed === undefined
      ? ''
      : guessed === right
        ? hue.green(words.right)
        : words.wrong(guessed[lang]);
  const lines = wrapped(because[lang], terminal.columns - 2).map((line) => ` ${line}`);
  return `\n ${said}${words.answer(bold(right[lang]))}\n${lines.join('\n')}\n\n`;
}

const WORDS = {
  en: {
    pass: 'no guess, just run it',
    right: 'Right! ',
    wrong: (guess: string) => `You guessed ${guess}. `,
    answer: (right: string) => `The answer is ${right}.`,
  },
  zh: {
    pass: '不猜，直接运行',
    right: '答对了！',
    wrong: (guess: string) => `你猜的是 ${guess}。`,
    answer: (right: string) => `答案是 ${right}。`,
  },
};
