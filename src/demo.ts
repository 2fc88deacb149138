/** What a demo is: one file whose default export is `defineDemo({...})`. */
import { settings } from './lane/lane.js';

/** The same words in the two languages that demos speak. */
export interface Bilingual {
  /** In English. */
  en: string;
  /** In Chinese. */
  zh: string;
}

interface OptionBase {
  /** What the option does, for `--help`. */
  description: Bilingual;
}

/** A flag: `--forever`; with a default of true, `--no-join`. */
export interface BooleanOption extends OptionBase {
  /** What kind of option it is. */
  type: 'boolean';
  /** Its value where it is not given. */
  default: boolean;
}

/** A number: `--cycles 3`. */
export interface NumberOption extends OptionBase {
  /** What kind of option it is. */
  type: 'number';
  /** Its value where it is not given. */
  default: number;
  /** Smallest allowed value, itself included. */
  min?: number;
  /** Largest allowed value, itself included. */
  max?: number;
  /** Whether it must be a whole number. */
  integer?: boolean;
}

/** A text: `--title x`. */
export interface StringOption extends OptionBase {
  /** What kind of option it is. */
  type: 'string';
  /** Its value where it is not given. */
  default: string;
}

/** A text that may be given several times: `--car MINI --car BMW`. */
export interface StringsOption extends OptionBase {
  /** What kind of option it is. */
  type: 'strings';
  /** Its value where it is not given. */
  default: readonly string[];
}

/** An option that a demo declares; the command line makes a flag of it, named in kebab-case. */
export type DemoOption = BooleanOption | NumberOption | StringOption | StringsOption;

/** The values of declared options. */
export type OptionValues<O> = {
  [K in keyof O]: O[K] extends { type: 'boolean' }
    ? boolean
    : O[K] extends { type: 'number' }
      ? number
      : O[K] extends { type: 'strings' }
        ? string[]
        : string;
};

/** A demo: a program that shows one idea of concurrency. */
export interface Demo<O extends Record<string, DemoOption> = Record<string, DemoOption>> {
  /** The program. It runs on a lane of its own and may block. */
  main: (options: OptionValues<O>) => void | Promise<void>;
  /** One line for `list` and the header of a run. */
  summary: Bilingual;
  /** The Python name that it teaches, such as `threading.Event`. */
  teaches: string;
  /** Options of the demo's own. */
  options?: O;
  /**
   * Seconds that the run would take if starting, switching and waking cost nothing: a number, a
   * function of the options, or why there is none. Under `--speed` they are divided as its sleeps are;
   * but what `measured` gives, asked after `main`, is real time as it was measured.
   */
  ideal:
    | number
    | ((options: OptionValues<O>) => number)
    | {
        /** Gives the seconds, asked after `main`. */
        measured: (options: OptionValues<O>) => number;
      }
    | {
        /** Why there is none. */
        none: string;
      };
}

/**
 * Declares a demo: the default export of a file that `concurrency-demos run` can run.
 *
 * @param demo the program and the facts about it
 * @returns the same object, with the types of its options filled in
 * @example
 * export default defineDemo({
 *   main,
 *   summary: { en: 'two threads count down', zh: '两个线程倒数' },
 *   teaches: 'threading.Thread',
 *   ideal: 4,
 * });
 */
export function defineDemo<const O extends Record<string, DemoOption> = Record<never, never>>(
  demo: Demo<O>,
): Demo<O> {
  return demo;
}

/**
 * Picks the words in the language of the run; on every lane.
 *
 * @param words the text, or any value, in English and in Chinese
 * @returns the one in the run's language (`--lang`)
 * @example
 * print(text({ en: 'the light is green', zh: '现在是绿灯' }));
 */
export function text<T>(words: { en: T; zh: T }): T {
  return words[settings.lang];
}

/**
 * The options that the run was started with; on every lane.
 *
 * @returns the values by name
 * @example
 * const { cycles } = options<{ cycles: number }>();
 */
export function options<T extends object = Record<string, unknown>>(): T {
  return settings.options as T;
}

/**
 * How many times faster than written the run goes (`--speed`); on every lane. The library's sleeps are
 * shortened by themselves: this is for times of a demo's own.
 *
 * @returns the factor; 1 outside of a run
 * @example
 * setTimeout(answer, 300 / speed());
 */
export function speed(): number {
  return settings.speed;
}

/** A demo's facts without its code: what `list` shows and what a run needs to know beforehand. */
export interface DemoDefinition {
  summary: Bilingual;
  teaches: string;
  options: Record<string, DemoOption>;
  /** Seconds; null where it depends on the options, or where there is none. */
  ideal: number | null;
  /** Why there is no ideal. */
  idealNone?: string;
}
