/**
 * The line of those who are to run next, each in a turn of the event loop of its own: what one has
 * ready at once (promises already kept) runs before the next one begins.
 *
 * Node's `setImmediate` gives such turns. No more than a few are asked for at a time: of a hundred
 * thousand greenlets each costs less so, and between them the loop looks after I/O and timers.
 */

/** Something to do in a turn of its own. */
export interface Turn {
  takeTurn(): void;
}

const MOST_AT_ONCE = 256;

let line: Turn[] = [];
let taken = 0;
let asked = 0;

/** Lets it have a turn after all that wait for one already. */
export function giveTurn(to: Turn): void {
  line.push(to);
  if (asked < MOST_AT_ONCE) ask();
}

function ask(): void {
  asked++;
  setImmediate(next);
}

function next(): void {
  asked--;
  const turn = line[taken++]!;
  // Cut off what is over once it is half, so that a long line is not moved for each turn.
  if (taken * 2 >= line.length) {
    line = line.slice(taken);
    taken = 0;
  }
  if (line.length - taken > asked) ask();
  turn.takeTurn();
}
