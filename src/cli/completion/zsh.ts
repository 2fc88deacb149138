import {
  places,
  type CommandWords,
  type Flag,
  type Place,
  type Vocabulary,
} from '../vocabulary.js';

type Described = { name: string; description: string };

/** The completion for zsh. */
export function zsh(vocabulary: Vocabulary): string {
  const { commands, flags, demos } = vocabulary;
  const ofDemos = demos.filter((demo) => demo.flags.length > 0);
  return `#compdef concurrency-demos
_concurrency_demos() {
  local command demo word
  local -a candidates
  for word in \${words[2,CURRENT-1]}; do
    case $word in
      (${commands.map(({ name }) => name).join('|')}) [[ -n $command ]] || command=$word ;;
      (${demos.map(({ name }) => name).join('|')}) demo=$word ;;
    esac
  done
  case "$command \${words[CURRENT-1]}" in
${valueCases(places(vocabulary))}
  esac
  if [[ \${words[CURRENT]} == -* ]]; then
    candidates=(${described(flags)})
    case $command in
${commands.map((command) => `      (${command.name}) candidates+=(${described(command.flags)}) ;;`).join('\n')}
    esac
    if [[ $command == run ]]; then
      case $demo in
${ofDemos.map((demo) => `        (${demo.name}) candidates+=(${described(demo.flags)}) ;;`).join('\n')}
      esac
    fi
    _describe option candidates
    return
  fi
  case $command in
    ('') candidates=(${described(commands)}); _describe command candidates ;;
${commands.map((command) => operandCase(command, demos)).join('\n')}
  esac
}
compdef _concurrency_demos concurrency-demos
`;
}

function described(items: readonly Described[]): string {
  const entry = ({ name, description }: Described): string =>
    `'${`${name}:${description.replaceAll('\n', ' ')}`.replaceAll("'", `'\\''`)}'`;
  return [...new Set(items.map(entry))].join(' ');
}

function valueCases(all: readonly Place[]): string {
  const cases = (value: Flag['value']): string =>
    [...new Set(all.filter(({ flag }) => flag.value === value).map(pattern))].join('|');
  const chosen = all.flatMap(({ command, flag }) =>
    typeof flag.value === 'string'
      ? []
      : [`    (${pattern({ command, flag })}) compadd ${flag.value.join(' ')}; return ;;`],
  );
  return [
    ...chosen,
    `    (${cases('file')}) _files; return ;;`,
    `    (${cases('any')}) return ;;`,
  ].join('\n');
}

function pattern({ command, flag }: Place): string {
  return command === undefined ? `*' ${flag.name}'` : `'${command} ${flag.name}'`;
}

function operandCase({ name, operands }: CommandWords, demos: readonly Described[]): string {
  const offer = (items: readonly Described[]): string =>
    `candidates=(${described(items)}); _describe demo candidates; _files`;
  if (operands === 'none') return `    (${name}) ;;`;
  if (operands === 'file') return `    (${name}) _files ;;`;
  if (operands === 'demo') return `    (${name}) ${offer(demos)} ;;`;
  if (operands === 'demos')
    return `    (${name}) ${offer([...demos, { name: 'all', description: 'every demo' }])} ;;`;
  return `    (${name}) compadd ${operands.join(' ')} ;;`;
}
