/** Makes flags of the options that a demo declares. */
import type { Command, Option } from 'commander';
import type { DemoOption } from '../demo.js';
import { printableName } from '../render/printable.js';
import { UsageError } from './errors.js';
import { boundsInWords, numberFor, textFor, textsFor } from './values.js';

/** `perHost` as the command line writes it: `per-host`. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/**
 * Adds the demo's flags to a command.
 *
 * @throws UsageError where one has the name of an option that the command has already
 */
export function addDemoFlags(
  command: Command,
  demo: string,
  options: Record<string, DemoOption>,
  lang: 'en' | 'zh',
): void {
  const taken = new Set([command, command.parent].flatMap((it) => it?.options ?? []).map(longOf));
  command.optionsGroup(`Options of ${demo}:`);
  for (const [name, option] of Object.entries(options))
    for (const flag of flagsOf(command, name, option, lang)) {
      if (taken.has(longOf(flag)))
        throw new UsageError(
          `${demo} declares an option '${name}', but ${flag.long} is an option of 'run'. Rename it in the demo's file.`,
        );
      command.addOption(flag);
    }
  command.setOptionValue('demoOptions', Object.keys(options));
}

/** What the demo's options are where they are not given. */
export function defaultsOf(options: Record<string, DemoOption>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => [name, option.default]),
  );
}

/** The demo's values among the options that were parsed: those given, and defaults. */
export function demoValues(parsed: { demoOptions?: string[] }): Record<string, unknown> {
  const all = parsed as Record<string, unknown>;
  const given = (parsed.demoOptions ?? []).filter((name) => all[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, all[name]]));
}

function flagsOf(command: Command, name: string, option: DemoOption, lang: 'en' | 'zh'): Option[] {
  const flag = `--${kebab(name)}`;
  const { type, description, default: byDefault } = option;
  // A user's file says it; what a value is by default, commander shows.
  const text = printableName(description[lang]);
  switch (type) {
    case 'boolean': {
      const on = command.createOption(flag, text);
      const off = command.createOption(
        `--no-${kebab(name)}`,
        lang === 'zh' ? `关闭：${text}` : `turn off: ${text}`,
      );
      return byDefault ? [on.hideHelp(), off] : [on, off.hideHelp()];
    }
    case 'number': {
      const bounds = boundsInWords(option);
      return [
        command
          .createOption(`${flag} <number>`, bounds === 'a number' ? text : `${text}, ${bounds}`)
          .default(byDefault)
          .argParser(numberFor(flag, option)),
      ];
    }
    case 'string':
      return [
        command
          .createOption(`${flag} <text>`, text)
          .default(byDefault, printableName(JSON.stringify(byDefault)))
          .argParser(textFor(flag)),
      ];
    case 'strings':
      return [
        command
          .createOption(`${flag} <text>`, `${text}; may be given again`)
          .default(byDefault, printableName(byDefault.join(', ')) || 'none')
          .argParser(textsFor(flag, byDefault)),
      ];
    default:
      throw new UsageError(
        `the demo's option '${name}' has the type '${String(type)}'. Expected boolean, number, string or strings.`,
      );
  }
}

function longOf(option: Option): string {
  return option.long ?? '';
}
