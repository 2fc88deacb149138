import type { Command } from 'commander';

/** `completion` */
export function completionSyntax(command: Command): void {
  command
    .usage('<bash|zsh|fish>')
    .description('Prints what a shell needs to complete commands, demos and their options.')

    .addArgument(command.createArgument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish']))
    .addHelpText(
      'after',
      `
Examples:
  source <(concurrency-demos completion bash)      in ~/.bashrc
  source <(concurrency-demos completion zsh)       in ~/.zshrc, after compinit
  concurrency-demos completion fish | source       in ~/.config/fish/config.fish
`,
    );
}
