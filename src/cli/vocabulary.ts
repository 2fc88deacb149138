/** All that can be typed, as plain data: what completions are made of. */
import type { Command } from 'commander';
import { catalogue } from '../registry.js';
import { kebab } from './demo-flags.js';

/** A flag that may be typed. */
export interface Flag {
  /** With its dashes. */
  name: string;
  description: string;
  /** What follows it: nothing, a value of the user's, a file, or one of a few words. */
  value: 'none' | 'any' | 'file' | readonly string[];
}

/** A command with what may follow it. */
export interface CommandWords {
  name: string;
  description: string;
  flags: Flag[];
  operands: 'none' | 'demo' | 'demos' | 'file' | readonly string[];
}

/** Everything that completion knows. */
export interface Vocabulary {
  commands: CommandWords[];
  /** Flags that go with every command. */
  flags: Flag[];
  demos: { name: string; description: string; flags: Flag[] }[];
}

/** A flag in its place: typed after which command it means what it means. */
export interface Place {
  /** Undefined for a flag that goes with every command. */
  command: string | undefined;
  flag: Flag;
}

/** Every flag that may be typed, in its place; those of demos follow `run`. */
export function places({ commands, flags, demos }: Vocabulary): Place[] {
  const inPlace = (command: string | undefined, of: readonly Flag[]): Place[] =>
    of.map((flag) => ({ command, flag }));
  return [
    ...inPlace(undefined, flags),
    ...commands.flatMap((command) => inPlace(command.name, command.flags)),
    ...demos.flatMap((demo) => inPlace('run', demo.flags)),
  ];
}

/** Reads the vocabulary off the declared commands and the catalogue. */
export function vocabularyOf(program: Command): Vocabulary {
  return {
    commands: program.commands.map((command) => ({
      name: command.name(),
      description: command.summary(),
      flags: flagsOf(command),
      operands: operandsOf(command),
    })),
    flags: flagsOf(program),
    demos: catalogue().map(({ name, summary, options }) => ({
      name,
      description: summary.en,
      flags: Object.entries(options).flatMap(([option, { type, description }]) => {
        const flag = {
          description: description.en,
          value: type === 'boolean' ? 'none' : 'any',
        } as const;
        const names = type === 'boolean' ? [kebab(option), `no-${kebab(option)}`] : [kebab(option)];
        return names.map((long) => ({ ...flag, name: `--${long}` }));
      }),
    })),
  };
}

function flagsOf(command: Command): Flag[] {
  const help = { name: '--help', description: 'print help', value: 'none' } as const;
  const flags = command.options.map(({ long, description, required, argChoices, flags }): Flag => ({
    name: long ?? '',
    description,
    value: !required ? 'none' : (argChoices ?? (flags.includes('<file>') ? 'file' : 'any')),
  }));
  return [...flags, help];
}

function operandsOf({ registeredArguments: [first] }: Command): CommandWords['operands'] {
  if (first === undefined) return 'none';
  if (first.argChoices !== undefined) return first.argChoices;
  if (first.name() === 'demo') return first.variadic ? 'demos' : 'demo';
  return first.name() === 'name' ? 'none' : 'file';
}
