import type { CommandWords, Flag, Vocabulary } from '../vocabulary.js';

/** The completion for fish. */
export function fish({ commands, flags, demos }: Vocabulary): string {
  const lines = [
    '# concurrency-demos: completion for fish',
    'complete -c concurrency-demos -f',
    ...flags.map((flag) => flagLine(flag)),
    ...commands.flatMap((command) => [
      `complete -c concurrency-demos -n __fish_use_subcommand -a ${quoted(command.name)} -d ${quoted(command.description)}`,
      ...command.flags.map((flag) => flagLine(flag, seen(command.name))),
      ...operandLines(command, demos),
    ]),
    ...demos.flatMap((demo) =>
      demo.flags.map((flag) => flagLine(flag, `${seen('run')}; and ${seen(demo.name)}`)),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function seen(word: string): string {
  return `__fish_seen_subcommand_from ${word}`;
}

function flagLine({ name, description, value }: Flag, when?: string): string {
  const condition = when === undefined ? '' : ` -n ${quoted(when)}`;
  const takes =
    value === 'none'
      ? ''
      : value === 'file'
        ? ' -r -F'
        : value === 'any'
          ? ' -x'
          : ` -x -a ${quoted(value.join(' '))}`;
  return `complete -c concurrency-demos${condition} -l ${name.replace(/^--/, '')}${takes} -d ${quoted(description)}`;
}

function operandLines(
  { name, operands }: CommandWords,
  demos: readonly { name: string; description: string }[],
): string[] {
  const start = `complete -c concurrency-demos -n ${quoted(seen(name))}`;
  if (operands === 'none') return [];
  if (operands === 'file') return [`${start} -F`];
  if (operands !== 'demo' && operands !== 'demos')
    return [`${start} -a ${quoted(operands.join(' '))}`];
  const all = operands === 'demos' ? [{ name: 'all', description: 'every demo' }] : [];
  return [
    `${start} -F`,
    ...[...demos, ...all].map(
      (demo) => `${start} -a ${quoted(demo.name)} -d ${quoted(demo.description)}`,
    ),
  ];
}

function quoted(text: string): string {
  return `'${text.replaceAll('\n', ' ').replace(/[\\']/g, '\\$&')}'`;
}
