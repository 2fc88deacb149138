/** A sign of life on standard error while something takes time without printing. */
import { printableName } from '../render/printable.js';
import type { Surroundings } from './surroundings.js';

/** What takes less time than this needs no sign of life. */
const PATIENCE_MS = 200;

/** Shows a spinner with the text, if the work takes long and somebody watches. */
export async function spinWhile<T>(
  work: Promise<T>,
  text: string,
  {
    err,
    errMoves,
    errTerminal,
    foreground,
  }: Pick<Surroundings, 'err' | 'errMoves' | 'errTerminal' | 'foreground'>,
): Promise<T> {
  if (!errMoves) return work;
  let over = false;
  let stop = (): void => {};
  const show = async (): Promise<void> => {
    const { default: ora } = await import('ora');
    if (over) return;
    const stream = err as NodeJS.WriteStream;
    // Standard input stays as it is: ora would make Ctrl-C a key like any other.
    const spinner = ora({
      text: printableName(text, errTerminal.ascii),
      stream,
      discardStdin: false,
      color: errTerminal.color > 0 && 'cyan',
      spinner: errTerminal.ascii ? 'line' : 'dots',
    }).start();
    const forget = foreground.show({
      clear: () => spinner.stop(),
      draw: () => spinner.start(),
    });
    stop = () => {
      spinner.stop();
      forget();
    };
  };
  const timer = setTimeout(() => void show(), PATIENCE_MS);
  try {
    return await work;
  } finally {
    over = true;
    clearTimeout(timer);
    stop();
  }
}
