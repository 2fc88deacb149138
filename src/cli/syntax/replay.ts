import type { Command, Option } from 'commander';
import { fastest, slowest } from '../../trace/replay.js';
import { numberFor, textFor } from '../values.js';

/** Options of `replay`. */
export interface ReplayOptions {
  /** How many times faster than recorded; if it is not given, 1, or at once where a file is made. */
  speed?: number;
  step?: boolean;
  plain?: boolean;
  timeline: boolean;
  live: boolean;
  trace?: string;
  svg?: string;
  html?: string;
  cast?: string;
}

/** `replay` */
export function replaySyntax(command: Command): void {
  const file = (flag: string, description: string): Option =>
    command.createOption(`${flag} <file>`, description).argParser(textFor(flag));
  command
    .usage('<recording> [options]')
    .description(
      'Plays what `run --record` kept, at the recorded pace or step by step, and makes pictures of it. ' +
        'It needs nothing of the demo, and runs nothing of it.',
    )
    .argument(
      '<recording>',
      "a file that `run --record` or `run --json` wrote; '-' is standard input",
    )
    .addOption(
      command
        .createOption('--speed <n>', `play n times faster, from ${slowest} to ${fastest}`)
        .argParser(numberFor('--speed', { min: slowest, max: fastest })),
    )
    .addOption(
      command
        .createOption('--step', 'go event by event, forward and back, by keys')
        .conflicts(['plain', 'trace', 'svg', 'html', 'cast']),
    )
    .option('--plain', 'bare lines: no header, times, colours, summary, picture')
    .option('--no-timeline', 'no picture of the lanes at the end')
    .option('--no-live', 'no moving picture')
    .addOption(file('--trace', 'write Chrome trace events, for Perfetto'))
    .addOption(file('--svg', 'write the timeline as a picture'))
    .addOption(file('--html', 'write the timeline as a page'))
    .addOption(file('--cast', 'write an asciicast, for asciinema'))
    .addHelpText(
      'after',
      `
Where a file is asked for, it is made at once, and nothing is played unless --speed is given.
A file named - is standard output.

Examples:
  concurrency-demos run pool --record pool.jsonl
  concurrency-demos replay pool.jsonl --speed 0.5
  concurrency-demos replay pool.jsonl --step
  concurrency-demos replay pool.jsonl --svg pool.svg --html pool.html
`,
    );
}
