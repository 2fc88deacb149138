/** What there is to tell of a demo beside its source; a file of this folder for each demo. */
import type { Bilingual } from '../demo.js';
import type { TraceEvent } from '../trace/event.js';

/** What to notice, how Node differs, what to try, what to guess. */
export interface Notes {
  /** Three or four points, each with a piece of the line that it belongs to. */
  notice: readonly ({ line: string } & Bilingual)[];
  /** How Node differs here from Python. */
  differs: readonly Bilingual[];
  /** What to try next: the words after `concurrency-demos`. */
  tries: readonly ({ words: string } & Bilingual)[];
  question: Question;
}

/** A question to guess before the demo runs; the run itself gives the answer. */
export interface Question {
  ask: Bilingual;
  choices: readonly Bilingual[];
  /** Which choice the events of a finished run show to be right; -1 if the run does not tell. */
  answer: (events: readonly TraceEvent[]) => number;
  /** Why it is so. */
  because: Bilingual;
}

/** The same words in both languages. */
export function both(text: string): Bilingual {
  return { en: text, zh: text };
}

/** Choices that are durations, and the one that comes nearest to what was measured. */
export function durations(
  seconds: readonly number[],
  measure: (events: readonly TraceEvent[]) => number,
): Pick<Question, 'choices' | 'answer'> {
  return {
    choices: seconds.map((duration) => both(`${duration} s`)),
    answer: (events) => {
      const start = events.find((event) => event.type === 'run-start');
      const measured = measure(events) * (start?.speed ?? 1);
      const nearest = Math.min(...seconds.map((duration) => Math.abs(duration - measured)));
      return seconds.findIndex((duration) => Math.abs(duration - measured) === nearest);
    },
  };
}

/** From the first line until the last lane ended, in seconds: what starting cost is left out. */
export function linesSpan(events: readonly TraceEvent[]): number {
  const first = events.find((event) => event.type === 'print');
  const last = events.findLast((event) => event.type === 'lane-end');
  return (last?.t ?? NaN) - (first?.t ?? NaN);
}

/** All lines that were printed, in order. */
export function printed(events: readonly TraceEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'print' ? [event.text] : []));
}
