/** The one place that turns an error into words for a person and into an exit status. */
import { printable } from '../render/printable.js';

/** The command was used in a way that it does not understand. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Errors that the caller of the command can put right by calling it differently. */
const wrongUse = new Set([
  'UsageError',
  'UnknownDemoError',
  'DemoLoadError',
  'RecordingError',
  'OddRunsError',
  'TooManyError',
  'WorkloadLoadError',
]);

/** Errors that say all there is to say; any other was not foreseen. */
const foreseen = new Set([...wrongUse, 'WriteError']);

/** The exit status that goes with the error: 0 after help, 2 for wrong use, 1 for all else. */
export function statusOf(error: unknown): number {
  if (isCommanders(error)) return error.exitCode === 0 ? 0 : 2;
  return wrongUse.has(nameOf(error)) ? 2 : 1;
}

/** What to tell the user; nothing where the error was only the way out after `--help`. */
export function explain(error: unknown, verbose: boolean): string {
  if (statusOf(error) === 0) return '';
  const sentence = error instanceof Error ? error.message.replace(/^error: /, '') : String(error);
  let remedy = '';
  if (isCommanders(error)) remedy = '\nAdd --help to see what can be typed.';
  else if (!verbose && !foreseen.has(nameOf(error)))
    remedy = '\nThis was not foreseen; --verbose shows where it happened.';
  const stack = verbose && error instanceof Error ? `\n${error.stack ?? ''}\n${CIRCUMSTANCES}` : '';
  // Names, paths and messages may come from anywhere; a terminal must not obey them.
  return printable(`error: ${sentence}${remedy}${stack}\n`);
}

/** `no space left on device`, out of `ENOSPC: no space left on device, write`. */
export function reasonOf(error: unknown): string {
  const { message } = error as Error;
  return /^[A-Z]+: ([^,]*)/.exec(message)?.[1] ?? message;
}

/** What a bug report needs besides. */
const CIRCUMSTANCES = `Node ${process.version}, ${process.platform} ${process.arch}`;

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

function isCommanders(error: unknown): error is { exitCode: number } {
  return String((error as { code?: unknown }).code).startsWith('commander.');
}
