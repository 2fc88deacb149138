/** Puts the lines of two programs that say the same opposite each other. */

/** A line of each side; undefined where the other side has nothing like it. */
export type Pair = [left: number | undefined, right: number | undefined];

/** Words that say which language it is, not what the line does. */
const grammar = new Set(
  'async await const def elif else export false for from function if import in let name new none not null number of pass return self string true undefined void while yield'.split(
    ' ',
  ),
);

/** Lines that share less than this of their words do not belong together. */
const ALIKE = 0.34;

/**
 * Pairs the lines of a demo with those of the same program in Python. What a demo says of itself to the
 * command line, at its end, has no counterpart there.
 */
export function pairPrograms(demo: readonly string[], python: readonly string[]): Pair[] {
  const found = demo.findIndex((line) => line.startsWith('export default'));
  const end = found < 0 ? demo.length : found;
  const rest = demo.slice(end).map((_, at): Pair => [end + at, undefined]);
  return [...pairLines(demo.slice(0, end), python), ...rest];
}

/**
 * Pairs the lines of two programs in order, so that those paired share as many words as possible.
 * (Needleman and Wunsch's alignment, with the share of common words as its score.)
 *
 * @see https://doi.org/10.1016/0022-2836(70)90057-4
 */
export function pairLines(left: readonly string[], right: readonly string[]): Pair[] {
  const leftWords = left.map(wordsOf);
  const rightWords = right.map(wordsOf);
  // best[i][j]: the highest score of the lines from i and from j on
  const best = Array.from({ length: left.length + 1 }, () =>
    new Array<number>(right.length + 1).fill(0),
  );
  const gain = (i: number, j: number): number => likeness(leftWords[i]!, rightWords[j]!);
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      best[i]![j] = Math.max(best[i + 1]![j]!, best[i]![j + 1]!, best[i + 1]![j + 1]! + gain(i, j));

  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    const score = best[i]![j]!;
    const together = gain(i, j);
    if (together > 0 && score === best[i + 1]![j + 1]! + together) pairs.push([i++, j++]);
    else if (score === best[i]![j + 1]!) pairs.push([undefined, j++]);
    else pairs.push([i++, undefined]);
  }
  while (i < left.length) pairs.push([i++, undefined]);
  while (j < right.length) pairs.push([undefined, j++]);
  return closed(pairs);
}

/** Sets what stands alone on one side beside what stands alone on the other, to save height. */
function closed(pairs: Pair[]): Pair[] {
  const rows: Pair[] = [];
  let alone: { left: number[]; right: number[] } = { left: [], right: [] };
  const flush = (): void => {
    for (let row = 0; row < Math.max(alone.left.length, alone.right.length); row++)
      rows.push([alone.left[row], alone.right[row]]);
    alone = { left: [], right: [] };
  };
  for (const [i, j] of pairs)
    if (i !== undefined && j !== undefined) {
      flush();
      rows.push([i, j]);
    } else if (i !== undefined) alone.left.push(i);
    else alone.right.push(j!);
  flush();
  return rows;
}

/**
 * The words of a line, those joined by capitals or underscores apart: `isSet` like `is_set`. A remark
 * behind the code is not among them: what one side says there, the other need not say.
 */
function wordsOf(line: string): Set<string> {
  const words = line
    .replace(/(?<=\S)\s+(?:\/\/|#)\s.*$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .match(/[a-z]+|\d+/g);
  return new Set((words ?? []).filter((word) => !grammar.has(word)));
}

/** The share of words that two lines have in common (Dice's coefficient); 0 below `ALIKE`. */
function likeness(one: Set<string>, other: Set<string>): number {
  if (one.size === 0 || other.size === 0) return 0;
  let common = 0;
  for (const word of one) if (other.has(word)) common++;
  const share = (2 * common) / (one.size + other.size);
  return share < ALIKE ? 0 : share;
}
