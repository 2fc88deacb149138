import {
  places,
  type CommandWords,
  type Flag,
  type Place,
  type Vocabulary,
} from '../vocabulary.js';

const FILES = 'compopt -o filenames; COMPREPLY=($(compgen -f -- "$current"))';

/** The completion for bash. */
export function bash(vocabulary: Vocabulary): string {
  const { commands, flags, demos } = vocabulary;
  const names = demos.map(({ name }) => name);
  const ofDemos = demos.filter((demo) => demo.flags.length > 0);
  return `# concurrency-demos: completion for bash
_concurrency_demos() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  local command= demo= words= word i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    case $word in
      ${commands.map(({ name }) => name).join('|')}) [ -n "$command" ] || command=$word ;;
      ${names.join('|')}) demo=$word ;;
    esac
  done
  COMPREPLY=()
  case "$command $previous" in
${valueCases(places(vocabulary))}
  esac
  if [[ $current == -* ]]; then
    words='${namesOf(flags)}'
    case $command in
${commands.map((command) => `      ${command.name}) words+=' ${namesOf(command.flags)}' ;;`).join('\n')}
    esac
    if [ "$command" = run ]; then
      case $demo in
${ofDemos.map((demo) => `        ${demo.name}) words+=' ${namesOf(demo.flags)}' ;;`).join('\n')}
      esac
    fi
  else
    case $command in
      '') words='${commands.map(({ name }) => name).join(' ')}' ;;
${commands.map((command) => operandCase(command, names)).join('\n')}
    esac
  fi
  COMPREPLY+=($(compgen -W "$words" -- "$current"))
}
complete -F _concurrency_demos concurrency-demos
`;
}

function namesOf(flags: readonly Flag[]): string {
  return flags.map(({ name }) => name).join(' ');
}

function valueCases(all: readonly Place[]): string {
  const cases = (value: Flag['value']): string =>
    [...new Set(all.filter(({ flag }) => flag.value === value).map(pattern))].join('|');
  const chosen = all.flatMap(({ command, flag }) =>
    typeof flag.value === 'string'
      ? []
      : [
          `    ${pattern({ command, flag })}) COMPREPLY=($(compgen -W '${flag.value.join(' ')}' -- "$current")); return ;;`,
        ],
  );
  return [
    ...chosen,
    `    ${cases('file')}) ${FILES}; return ;;`,
    `    ${cases('any')}) return ;;`,
  ].join('\n');
}

function pattern({ command, flag }: Place): string {
  return command === undefined ? `*' ${flag.name}'` : `'${command} ${flag.name}'`;
}

function operandCase({ name, operands }: CommandWords, demos: readonly string[]): string {
  if (operands === 'none') return `      ${name}) ;;`;
  if (operands === 'file') return `      ${name}) ${FILES} ;;`;
  if (operands === 'demo') return `      ${name}) ${FILES}; words='${demos.join(' ')}' ;;`;
  if (operands === 'demos') return `      ${name}) ${FILES}; words='${demos.join(' ')} all' ;;`;
  return `      ${name}) words='${operands.join(' ')}' ;;`;
}
