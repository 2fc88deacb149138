import type { Command, Option } from 'commander';
import { defaults } from '../../compare/defaults.js';
import { models } from '../../compare/models/catalogue.js';
import { didYouMean } from '../../nearest.js';
import { isUserWorkload, workloads } from '../../compare/workloads/catalogue.js';
import type { Sweep } from '../../trace/comparison.js';
import { UsageError } from '../errors.js';
import { numberFor, textFor, textsFor, type Bounds } from '../values.js';

/** Options of `compare`. */
export interface CompareOptions {
  workload?: readonly string[];
  models?: readonly string[];
  baseline?: string;
  tasks: number;
  workers?: number;
  seconds: number;
  bytes: number;
  runs?: number;
  timeout?: number;
  sweep?: Sweep;
  python?: boolean;
  force?: boolean;
  speed?: number;
  json?: string;
  csv?: string;
  markdown?: string;
}

const count: Bounds = { min: 1, max: 1_000_000, integer: true };
/** What can be varied, and within which bounds. */
const bounds: Record<string, Bounds> = {
  tasks: count,
  workers: count,
  seconds: { above: 0, max: 3600 },
  bytes: { min: 1, max: 1_000_000_000, integer: true },
};
/** More points than this no chart shows and nobody waits for. */
const MOST_POINTS = 24;

/** `compare` */
export function compareSyntax(command: Command): void {
  const option = (flags: string, description: string, parse: (text: string) => unknown): Option =>
    command.createOption(flags, description).argParser(parse);
  const number = (name: string): ((text: string) => number) =>
    numberFor(`--${name}`, bounds[name]!);
  const none: readonly string[] = [];
  command
    .usage('[options] [demo...]')
    .description(
      'Runs a piece of work under every model of concurrency, and says which suits it on this machine. ' +
        'With names of demos it compares those instead, with each other and with their ideals.',
    )
    .argument('[demo...]', 'demos to compare with each other and with their ideals')
    .addOption(
      command
        .createOption(
          '--workload <name>',
          `${Object.keys(workloads).join(', ')}, or a function of yours: ./file.mjs#name; may be given several times`,
        )
        .argParser((text, before: readonly string[] | undefined) =>
          textsFor('--workload', none)(checkedWorkload(text), before ?? none),
        ),
    )
    .addOption(
      command
        .createOption(
          '--models <names>',
          `which models, in which order: ${Object.keys(models).join(', ')}`,
        )
        .argParser((text, before: readonly string[] | undefined) => [
          ...(before ?? []),
          ...textFor('--models')(text)
            .split(',')
            .map((name) => checkedModel('--models', name)),
        ]),
    )
    .addOption(
      option(
        '--baseline <model>',
        `what speed-ups refer to (default: ${defaults.baseline})`,
        (text) => checkedModel('--baseline', text),
      ),
    )
    .addOption(
      option('--tasks <n>', 'how many tasks a run has', number('tasks')).default(defaults.tasks),
    )
    .addOption(
      option(
        '--workers <n>',
        'at most so many tasks at once (default: a pool has one a core, the others run all at once)',
        number('workers'),
      ),
    )
    .addOption(
      option(
        '--seconds <s>',
        'how long a task of sleep, cpu or fetch takes',
        number('seconds'),
      ).default(defaults.seconds),
    )
    .addOption(
      option(
        '--bytes <n>',
        'how much a task of payload moves there, and back',
        number('bytes'),
      ).default(defaults.bytes),
    )
    .addOption(
      option(
        '--runs <n>',
        `runs of each model, an even number (default: ${defaults.runs}; of demos ${defaults.demoRuns})`,
        numberFor('--runs', { min: 2, max: 10_000, integer: true }),
      ),
    )
    .addOption(
      option(
        '--timeout <s>',
        `the longest that a run may take (default: ${defaults.timeoutSeconds} s, or what its tasks need)`,
        numberFor('--timeout', { above: 0, max: 1_000_000 }),
      ),
    )
    .addOption(
      option(
        '--sweep <option=values>',
        'vary one number: workers=1..4, tasks=1,10,100',
        parseSweep,
      ),
    )
    .option('--python', "CPython's own models beside ours, for sleep and cpu")
    .option('--force', 'try also more threads or processes than the machine bears')
    .addOption(
      option(
        '--speed <n>',
        'let sleeps of the compared demos be n times shorter',
        numberFor('--speed', { above: 0 }),
      ),
    )
    .addOption(option('--json <file>', 'write every single run as JSON', textFor('--json')))
    .addOption(option('--csv <file>', 'write a line for each model as CSV', textFor('--csv')))
    .addOption(option('--markdown <file>', 'write the tables as Markdown', textFor('--markdown')))
    .addHelpText(
      'after',
      `
Models:
${described(models)}

Workloads:
${described(workloads)}

A file named - is standard output; the tables then go to standard error.

Examples:
  concurrency-demos compare
  concurrency-demos compare --workload cpu --tasks 8 --workers 2
  concurrency-demos compare --workload ./resize.mjs#thumbnail --tasks 32
  concurrency-demos compare --workload cpu --sweep workers=1..4
  concurrency-demos compare --workload cpu --python --json cpu.json
  concurrency-demos compare threads timing pool
`,
    );
}

function described(table: Readonly<Record<string, { summary: string }>>): string {
  const width = Math.max(...Object.keys(table).map((name) => name.length));
  return Object.entries(table)
    .map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
    .join('\n');
}

function checkedModel(flag: string, text: string): string {
  const name = text.trim();
  if (name in models) return name;
  const names = Object.keys(models);
  throw new UsageError(
    `${flag} knows no model '${name}'. ${didYouMean(name, names)}The models are: ${names.join(', ')}.`,
  );
}

function checkedWorkload(text: string): string {
  if (text in workloads || isUserWorkload(text)) return text;
  const names = Object.keys(workloads);
  throw new UsageError(
    `there is no workload '${text}'. ${didYouMean(text, names)}The workloads are: ` +
      `${names.join(', ')}; a function of your own is named by its file and export, as in ./resize.mjs#thumbnail.`,
  );
}

/** Reads `workers=1..4` and `tasks=1,10,100`. */
function parseSweep(text: string): Sweep {
  const [, option = '', list = ''] = /^([a-z]+)=(.+)$/.exec(text) ?? [];
  const within = bounds[option];
  if (within === undefined)
    throw new UsageError(
      `expected --sweep to be one of ${Object.keys(bounds).join(', ')} and its values, as in ` +
        `workers=1..4 or tasks=1,10,100, got '${text}'.`,
    );
  const value = numberFor(`--sweep ${option}`, within);
  const values = list.split(',').flatMap((part) => {
    const [, first, last] = /^(\d+)\.\.(\d+)$/.exec(part.trim()) ?? [];
    if (first === undefined || last === undefined) return [value(part)];
    const [from, to] = [value(first), value(last)];
    if (to < from || to - from >= MOST_POINTS) throw new UsageError(tooMany(text));
    return Array.from({ length: to - from + 1 }, (_, step) => from + step);
  });
  if (values.length > MOST_POINTS) throw new UsageError(tooMany(text));
  return { option, values: [...new Set(values)] };
}

function tooMany(text: string): string {
  return `expected --sweep to have from 1 to ${MOST_POINTS} values, the smaller before the larger, got '${text}'.`;
}
