/** Which of the known words a mistyped one may have been meant for. */
import { createRequire } from 'node:module';

/** Only who mistypes needs the package, whose tables take a millisecond to make. */
const levenshtein = () =>
  createRequire(import.meta.url)('fastest-levenshtein') as typeof import('fastest-levenshtein');

/**
 * The known word that begins like the wrong one, or that few letters tell from it, as a question.
 *
 * @returns with a space behind it; nothing where no word comes near: a wild guess helps nobody
 */
export function didYouMean(wrong: string, known: readonly string[]): string {
  const { closest, distance } = levenshtein();
  const typed = wrong.toLowerCase();
  const begun = typed === '' ? undefined : known.find((word) => word.startsWith(typed));
  const word = begun ?? closest(typed, known);
  const isNear = begun !== undefined || distance(typed, word) <= Math.max(2, word.length / 3);
  return isNear ? `Did you mean '${word}'? ` : '';
}
