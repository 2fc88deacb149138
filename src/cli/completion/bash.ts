import type { CommandWords, Flag, Vocabulary } from '../vocabulary.js';

const FILES = 'compopt -o filenames; COMPREPLY=($(compgen -f -- "$current"))';

/** The completion for bash. */
export function bash({ commands, flags, demos }: Vocabulary): string {
  const all = [
    ...flags,
    ...commands.flatMap((command) => command.flags),
    ...demos.flatMap((demo) => demo.flags),
  ];
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
  case $previous in
${valueCases(all)}
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

function valueCases(flags: readonly Flag[]): string {
  const named = (wanted: Flag['value']): string =>
    [...new Set(flags.filter(({ value }) => value === wanted).map(({ name }) => name))].join('|');
  const chosen = flags.flatMap(({ name, value }) =>
    typeof value === 'string'
      ? []
      : [`    ${name}) COMPREPLY=($(compgen -W '${value.join(' ')}' -- "$current")); return ;;`],
  );
  return [
    ...new Set(chosen),
    `    ${named('file')}) ${FILES}; return ;;`,
    `    ${named('any')}) return ;;`,
  ].join('\n');
}

function operandCase({ name, operands }: CommandWords, demos: readonly string[]): string {
  if (operands === 'none') return `      ${name}) ;;`;
  if (operands === 'file') return `      ${name}) ${FILES} ;;`;
  if (operands === 'demo') return `      ${name}) ${FILES}; words='${demos.join(' ')}' ;;`;
  if (operands === 'demos') return `      ${name}) ${FILES}; words='${demos.join(' ')} all' ;;`;
  return `      ${name}) words='${operands.join(' ')}' ;;`;
}
