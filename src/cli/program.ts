/** The program's own words: its global options, its help, and how it finds its commands. */
import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { didYouMean } from '../nearest.js';
import { catalogue, packageRoot } from '../registry.js';
import { entries } from './entries.js';
import { UsageError } from './errors.js';
import type { Foreground } from './foreground.js';
import { surroundings, type GlobalOptions, type Surroundings } from './surroundings.js';

const EXAMPLES = `
Examples:
  concurrency-demos list
  concurrency-demos run traffic-light
  concurrency-demos run traffic-light --help
  concurrency-demos run threads --speed 4 --lang zh
  concurrency-demos show threads --python
  concurrency-demos compare --workload cpu
`;

/** The whole command line, ready to parse. */
export function commandLine(
  host: NodeJS.Process,
  ending: AbortSignal,
  foreground: Foreground,
): Command {
  const program = globalWords(new Command('concurrency-demos'));
  let found: Surroundings | undefined;
  const around = (): Surroundings =>
    (found ??= surroundings(program.opts<GlobalOptions>(), host, ending, foreground));

  program
    .description(
      'See, teach and choose concurrency models: real threads, processes and coroutines.',
    )
    .usage('[options] <command>')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', EXAMPLES)
    .allowExcessArguments()
    .exitOverride()
    .configureOutput({
      outputError: () => {}, // main prints every error, in one way
      getOutHasColors: () => around().outColors.level > 0,
      getOutHelpWidth: () => around().terminal.columns,
    })
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (text) => around().outColors.bold(text),
      styleCommandText: (text) => around().outColors.cyan(text),
      styleSubcommandTerm: (text) => around().outColors.cyan(text),
      styleOptionTerm: (text) => around().outColors.cyan(text),
    })
    .action(async () => {
      const [word] = program.args;
      if (word !== undefined) throw new UsageError(unknownCommand(word));
      if (!around().talks) program.help();
      const { pick } = await import('./commands/pick.js');
      host.exitCode = await pick(around());
    })
    // What can be typed after a command is declared when it is typed: `list` and `--help` stay quick.
    .hook('preSubcommand', async (_, command) => {
      const { syntax, prepare } = entries[command.name()]!;
      syntax(command);
      await prepare?.(command, program.args.slice(1), around());
    });

  for (const [name, { summary, load }] of Object.entries(entries))
    program
      .command(name)
      .summary(summary)
      .allowExcessArguments(false)
      .action(async (...parsed: unknown[]) => {
        const command = parsed.at(-1) as Command;
        const action = await load(program);
        host.exitCode = await action(command.args, command.opts<never>(), around());
      });
  return program;
}

/** Adds the options that every command takes. */
function globalWords(program: Command): Command {
  const lang = new Option(
    '--lang <language>',
    "language of demos and facts (default: the locale's)",
  );
  return program
    .version(version(), '-V, --version', 'print the version')
    .addOption(lang.choices(['en', 'zh']))
    .option('--color', 'colours, even where the output is no terminal')
    .option('--no-color', 'no colours')
    .option('--ascii', 'no character beyond ASCII')
    .option('--verbose', 'say more when something goes wrong');
}

/**
 * Puts the words into the order that commander expects: the command first, since options may stand
 * anywhere, and `help run` as `run --help`.
 *
 * @throws UsageError where help is asked for a command that does not exist
 */
export function arranged(words: string[]): string[] {
  const [first, second, ...rest] = commandFirst(words);
  if (first !== 'help') return commandFirst(words);
  if (second === undefined) return ['--help'];
  if (!(second in entries) && !second.startsWith('-')) throw new UsageError(unknownCommand(second));
  return [second, '--help', ...rest];
}

function commandFirst(words: string[]): string[] {
  if (words[0]?.startsWith('-') !== true || words.every((word) => word.startsWith('-')))
    return words;
  const options = Object.values(entries).flatMap(({ syntax }) => {
    const command = globalWords(new Command());
    syntax(command);
    return command.options;
  });
  const takesValue = (word: string): boolean =>
    options.some(({ short, long, required }) => required && (word === short || word === long));
  const at = words.findIndex(
    (word, index) => !word.startsWith('-') && !takesValue(words[index - 1] ?? ''),
  );
  const word = words[at];
  return word === undefined ? words : [word, ...words.slice(0, at), ...words.slice(at + 1)];
}

function unknownCommand(word: string): string {
  if (catalogue().some(({ name }) => name === word))
    return `'${word}' is a demo, not a command. Run it with: concurrency-demos run ${word}`;
  const names = [...Object.keys(entries), 'help'];
  return `unknown command '${word}'. ${didYouMean(word, names)}The commands are: ${names.join(', ')}.`;
}

function version(): string {
  const manifest = readFileSync(new URL('package.json', packageRoot), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
