/** Asks the user to choose, on a terminal. */
import type { Surroundings } from './surroundings.js';

/** Something to choose. */
export interface Choice {
  label: string;
}

/**
 * Lets the user choose with the arrow keys.
 *
 * @param initial the place of the choice pointed at first
 * @returns the place of the choice in the list; undefined if the user left with Escape
 */
export async function choose(
  message: string,
  choices: readonly Choice[],
  { terminal }: Surroundings,
  initial = 0,
): Promise<number | undefined> {
  // The prompts look for colours by themselves, and know nothing of --no-color.
  if (terminal.color === 0) process.env['NO_COLOR'] = '1';
  const { isCancel, select } = await import('@clack/prompts');
  let interrupted = false;
  const watch = (_: unknown, key: { ctrl?: boolean; name?: string }): void => {
    interrupted ||= key.ctrl === true && key.name === 'c';
  };
  process.stdin.on('keypress', watch);
  const chosen = await select({
    message,
    options: choices.map((choice, value) => ({ ...choice, value })),
    initialValue: initial,
    maxItems: 15,
  });
  process.stdin.off('keypress', watch);
  // While it asks, Ctrl-C is a key like any other; it is to end the program all the same.
  if (interrupted) process.emit('SIGINT', 'SIGINT');
  return isCancel(chosen) ? undefined : chosen;
}
