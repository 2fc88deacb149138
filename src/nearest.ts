/** Which of the known words a mistyped one comes nearest to. */
import { createRequire } from 'node:module';

/** Only who mistypes needs the package, whose tables take a millisecond to make. */
const levenshtein = () =>
  createRequire(import.meta.url)('fastest-levenshtein') as typeof import('fastest-levenshtein');

/** The known word with the fewest letters to change, and how many those are. */
export function nearest(
  wrong: string,
  known: readonly string[],
): { word: string; letters: number } {
  const { closest, distance } = levenshtein();
  const word = closest(wrong, known);
  return { word, letters: distance(wrong, word) };
}
