/** The one place that turns an error into words for a person and into an exit status. */

/** The command was used in a way that it does not understand. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Errors that the caller of the command can put right by calling it differently. */
const wrongUse = new Set(['UsageError', 'UnknownDemoError', 'DemoLoadError']);

/** The exit status that goes with the error: 0 after help, 2 for wrong use, 1 for all else. */
export function statusOf(error: unknown): number {
  const { name, code, exitCode } = error as { name?: string; code?: string; exitCode?: number };
  if (String(code).startsWith('commander.')) return exitCode === 0 ? 0 : 2;
  return wrongUse.has(name ?? '') ? 2 : 1;
}

/** What to tell the user; nothing where the error was only the way out after `--help`. */
export function explain(error: unknown, verbose: boolean): string {
  if (statusOf(error) === 0) return '';
  if (!(error instanceof Error)) return `error: ${withoutControls(String(error))}\n`;
  const sentence = withoutControls(error.message.replace(/^error: /, ''));
  if (verbose) return `error: ${sentence}\n${withoutControls(error.stack ?? '')}\n`;
  const remedy = statusOf(error) === 1 ? ' (--verbose shows where it happened)' : '';
  return `error: ${sentence}${remedy}\n`;
}

// Names, paths and messages may come from anywhere; a terminal must not obey them.
function withoutControls(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    '',
  );
}
