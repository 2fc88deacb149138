/** The commands: what each is for, its words, and where what it does is loaded from. */
import type { Command } from 'commander';
import { list } from './commands/list.js';
import type { Surroundings } from './surroundings.js';
import { compareSyntax } from './syntax/compare.js';
import { completionSyntax } from './syntax/completion.js';
import { listSyntax } from './syntax/list.js';
import { newSyntax } from './syntax/new.js';
import { replaySyntax } from './syntax/replay.js';
import { prepareRun, runSyntax } from './syntax/run.js';
import { showSyntax } from './syntax/show.js';
import { vocabularyOf } from './vocabulary.js';

/** Does a command; the number is the exit status. */
export type Action = (
  operands: string[],
  options: never,
  around: Surroundings,
) => number | Promise<number>;

interface Entry {
  /** What it is for, in the program's help. */
  summary: string;
  /** Declares the command's operands and options. */
  syntax: (command: Command) => void;
  /** Adds what depends on the words that were typed. */
  prepare?: (command: Command, words: string[], around: Surroundings) => Promise<void>;
  /** Loads what the command does. */
  load: (program: Command) => Action | Promise<Action>;
}

/** In the order in which help lists them. */
export const entries: Record<string, Entry> = {
  list: {
    summary: 'the demos, with what each teaches',
    syntax: listSyntax,
    // Quick and small enough to be always there.
    load: () => list,
  },
  run: {
    summary: 'run demos and watch their lanes',
    syntax: runSyntax,
    prepare: (command, words, around) =>
      prepareRun(command, words, around, async (...file) =>
        (await import('./commands/run.js')).define(...file),
      ),
    load: async () => (await import('./commands/run.js')).run,
  },
  replay: {
    summary: 'play a recording of a run, or make pictures of it',
    syntax: replaySyntax,
    load: async () => (await import('./commands/replay.js')).replay,
  },
  show: {
    summary: 'the source of a demo, and what to notice',
    syntax: showSyntax,
    load: async () => (await import('./commands/show.js')).show,
  },
  compare: {
    summary: 'which model suits a piece of work on this machine',
    syntax: compareSyntax,
    load: async () => (await import('./commands/compare.js')).compareCommand,
  },
  new: {
    summary: 'write a demo of your own',
    syntax: newSyntax,
    load: async () => (await import('./commands/new.js')).createDemo,
  },
  completion: {
    summary: 'completions for bash, zsh and fish',
    syntax: completionSyntax,
    load: async (program) => {
      const { completion } = await import('./commands/completion.js');
      for (const command of program.commands)
        if (command.name() !== 'completion') entries[command.name()]!.syntax(command);
      return (operands, _, around) => completion(operands, vocabularyOf(program), around);
    },
  },
};
