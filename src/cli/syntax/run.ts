import type { Command, Option } from 'commander';
import type { DemoDefinition } from '../../demo.js';
import { catalogue, findDemo, type DemoPlace } from '../../registry.js';
import { addDemoFlags, kebab } from '../demo-flags.js';
import { UsageError } from '../errors.js';
import type { Surroundings } from '../surroundings.js';
import { numberFor, textFor } from '../values.js';

/** Options of `run`; those of the demo stand beside them. */
export interface RunOptions {
  speed: number;
  plain?: boolean;
  json?: boolean;
  timeline: boolean;
  live: boolean;
  repeat?: number;
  record?: string;
  trace?: string;
  svg?: string;
  html?: string;
  cast?: string;
  /** Names of the demo's own options, which stand among these. */
  demoOptions?: string[];
}

/** `run` */
export function runSyntax(command: Command): void {
  const file = (flag: string, description: string): Option =>
    command.createOption(`${flag} <file>`, description).argParser(textFor(flag));
  command
    .usage("<demo...|all|file> [options] [demo's options]")
    .description(
      'Runs demos one after the other, each on real threads, processes or coroutines.\n' +
        "A demo's own options need exactly one demo; --help after its name shows them.",
    )
    .argument('<demo...>', "names of demos, 'all', or the path of a demo of your own")
    .addOption(
      command
        .createOption('--speed <n>', 'let sleeps be n times shorter')
        .default(1)
        .argParser(numberFor('--speed', { above: 0 })),
    )
    .addOption(
      command
        .createOption('--plain', 'bare lines: no header, times, colours, summary, picture')
        .conflicts('json'),
    )
    .option('--json', 'the events as JSON lines on standard output, nothing else')
    .option('--no-timeline', 'no picture of the lanes after the run')
    .option('--no-live', 'no moving picture during the run')
    .addOption(
      command
        .createOption('--repeat <n>', 'run n times and count the different orders of lines')
        .argParser(numberFor('--repeat', { min: 1, max: 1_000_000, integer: true })),
    )
    .addOption(file('--record', 'keep the events, to replay'))
    .addOption(file('--trace', 'write Chrome trace events, for Perfetto'))
    .addOption(file('--svg', 'write the timeline as a picture'))
    .addOption(file('--html', 'write the timeline as a page'))
    .addOption(file('--cast', 'write an asciicast, for asciinema'))
    .addHelpText(
      'after',
      () => `
A file named - is standard output; what the demos print then goes to standard error.

Examples:
  concurrency-demos run traffic-light --car MINI --car BMW
  concurrency-demos run threads timing --speed 4
  concurrency-demos run pool --svg pool.svg --record pool.jsonl
  concurrency-demos run ./mine.mjs

Demos: ${demoNames()}
`,
    );
}

/** Loads a user's demo only to see what it says of itself. */
export type Define = (place: DemoPlace, around: Surroundings) => Promise<DemoDefinition>;

/** Adds the options of the demo, if the words name exactly one. */
export async function prepareRun(
  command: Command,
  words: string[],
  around: Surroundings,
  define: Define,
): Promise<void> {
  const { operands, unknown } = scan(command, words);
  if (operands.length === 0 && unknown.length === 0)
    throw new UsageError(
      `expected the name of a demo, 'all', or the path of a file. The demos are: ${demoNames()}.`,
    );
  if (!unknown.some(isFlag)) return;
  const named = new Set([...operands, ...unknown].filter((word) => !isFlag(word) && isDemo(word)));
  // Where no word is a demo, say so before the flags are judged.
  if (named.size === 0 && operands[0] !== undefined && operands[0] !== 'all') findDemo(operands[0]);
  const places = Array.from(named, findDemo);
  const only =
    places.length === 1 ? places[0] : await fitting(command, words, places, around, define);
  if (only === undefined) refuseFlags(operands.includes('all') ? everyDemo() : places, unknown);
  else {
    const { options } = only.entry ?? (await define(only, around));
    addDemoFlags(command, only.name, options, around.lang);
  }
}

/** Sorts the words without reading values, which would refuse the bad ones before their turn. */
function scan(command: Command, words: string[], add: (scratch: Command) => void = () => {}) {
  const scratch = command.createCommand().copyInheritedSettings(command);
  runSyntax(scratch);
  add(scratch);
  for (const option of scratch.options) delete option.parseArg;
  return scratch.parseOptions(words);
}

/** The one demo with whose flags the words make sense: not `threads` in `--car threads pool`. */
async function fitting(
  command: Command,
  words: string[],
  places: DemoPlace[],
  around: Surroundings,
  define: Define,
): Promise<DemoPlace | undefined> {
  for (const place of places) {
    const { options } = place.entry ?? (await define(place, around));
    const { operands, unknown } = scan(command, words, (scratch) =>
      addDemoFlags(scratch, place.name, options, around.lang),
    );
    const rest = unknown.filter((word) => !isHelp(word));
    if (rest.length === 0 && operands.length === 1 && findDemo(operands[0]!).name === place.name)
      return place;
  }
  return undefined;
}

/** @throws UsageError if a flag is one of several demos' own; else commander says what it is */
function refuseFlags(places: DemoPlace[], unknown: string[]): void {
  for (const word of unknown.filter(isFlag)) {
    const flag = word.replace(/=.*/, '').replace(/^--no-/, '--');
    const owner = places.find(({ entry }) =>
      Object.keys(entry?.options ?? {}).some((name) => `--${kebab(name)}` === flag),
    );
    if (owner !== undefined)
      throw new UsageError(
        `${word} is an option of '${owner.name}', and a demo's own options need exactly one demo. ` +
          `Run it alone: concurrency-demos run ${owner.name} ${word}`,
      );
  }
}

function everyDemo(): DemoPlace[] {
  return catalogue().map(({ name }) => findDemo(name));
}

function isFlag(word: string): boolean {
  return word.startsWith('-') && word.length > 1;
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}

function demoNames(): string {
  return catalogue()
    .map(({ name }) => name)
    .join(', ');
}

function isDemo(word: string): boolean {
  try {
    findDemo(word);
    return true;
  } catch {
    return false;
  }
}
