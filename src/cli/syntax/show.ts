import type { Command } from 'commander';

export interface ShowOptions {
  python?: boolean;
}

/** `show` */
export function showSyntax(command: Command): void {
  command
    .usage('<demo> [options]')
    .description(
      'Shows the source of a demo, what to notice in it, how Node differs there from Python, what to ' +
        'try next, and a question to guess. On a terminal you can answer, and the run tells.',
    )
    .argument('<demo>', 'the name of a demo, or the path of a demo of your own')
    .option('--python', 'put the same program in Python beside it')
    .addHelpText(
      'after',
      '\nExamples:\n  concurrency-demos show traffic-light\n  concurrency-demos show threads --python\n',
    );
}
