/** What a row is to reach, against whom. Ratios are ours to theirs. */
import { ratio, median } from './statistics.mjs';

/** At most so many times what the other one takes. */
export const atMost = (factor, against = 'raw') => ({
  text: `≤ ${factor} × ${against}`,
  against,
  met: (found) => found <= factor,
});

/** At least so many times as much as the other one does (for figures that are rates). */
export const atLeast = (factor, against) => ({
  text: `≥ ${factor} × ${against}`,
  against,
  met: (found) => found >= factor,
});

/** At least so many times faster than the other one (for figures that are times). */
export const faster = (factor, against) => ({
  text: `≥ ${factor} × faster than ${against}`,
  against,
  met: (found) => found <= 1 / factor,
});

/** At least so much, whatever the others do. */
export const noLessThan = (least, text) => ({
  text: `≥ ${text}`,
  against: null,
  met: (found) => found >= least,
});

/** At most so much, whatever the others do. */
export const noMoreThan = (most, text) => ({
  text: `≤ ${text}`,
  against: null,
  met: (found) => found <= most,
});

/** How a goal came out: the ratio (or figure) found, and whether it was met; undefined if nobody can say. */
export function judge(goal, { ours, others }) {
  if (ours === undefined) return { ...goal, found: undefined, met: undefined };
  if (goal.against === null) {
    const found = median(ours);
    return { ...goal, found, met: goal.met(found) };
  }
  const other = others[goal.against];
  if (other === undefined) return { ...goal, found: undefined, met: undefined };
  const found = ratio(ours, other);
  return { ...goal, found, met: goal.met(found) };
}
