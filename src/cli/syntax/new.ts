import type { Command } from 'commander';

/** `new` */
export function newSyntax(command: Command): void {
  command
    .usage('<name>')
    .description('Writes a demo of your own into this folder, which runs at once, to begin with.')
    .argument('<name>', 'its name: lower-case letters, digits and dashes')
    .addHelpText(
      'after',
      '\nExamples:\n  concurrency-demos new two-cars\n  concurrency-demos run ./two-cars.mjs\n',
    );
}
