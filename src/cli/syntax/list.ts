import type { Command } from 'commander';

export interface ListOptions {
  json?: boolean;
}

/** `list` */
export function listSyntax(command: Command): void {
  command
    .description('Shows every demo with what it teaches and its ideal time.')
    .option('--json', 'the same as JSON, in both languages')
    .addHelpText(
      'after',
      '\nExamples:\n  concurrency-demos list\n  concurrency-demos list --lang zh\n  concurrency-demos list --json\n',
    );
}
