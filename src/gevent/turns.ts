/**
 * The line of those who are to run next, each in a turn of its own: what one has ready at once (promises
 * already kept) runs before the next one begins.
 *
 * Node's `setImmediate` gives such turns, between which the loop looks after I/O and timers. One for each
 * is a third of what ten thousand greenlets cost, so one serves all that stand in line when it comes, up
 * to a limit. In between it goes by the promises: nothing is ready any more once none of their callbacks
 * has run since it last looked. What `process.nextTick` puts off comes after the last of these turns.
 */
import { callbacksRun } from './context.js';

/** Something to do in a turn of its own. */
export interface Turn {
  takeTurn(): void;
}

const MOST_AT_ONCE = 256;
const kept = Promise.resolve();

let line: Turn[] = [];
let taken = 0;
let asked = 0;
/** How many more turns the present Immediate gives. */
let left = 0;
let seen = 0;

/** Lets it have a turn after all that wait for one already. */
export function giveTurn(to: Turn): void {
  line.push(to);
  // Where nobody counts callbacks, each turn needs an Immediate, and the loop takes many at a time.
  if (asked < (callbacksRun < 0 ? MOST_AT_ONCE : 1)) ask();
}

function ask(): void {
  asked++;
  setImmediate(begin);
}

function begin(): void {
  left = callbacksRun >= 0 && asked === 1 ? Math.min(MOST_AT_ONCE, line.length - taken) : 1;
  next();
}

function next(): void {
  const turn = line[taken++]!;
  // Cut off what is over once it is half, so that a long line is not moved for each turn.
  if (taken * 2 >= line.length) {
    line = line.slice(taken);
    taken = 0;
  }
  if (--left === 0) {
    asked--;
    if (line.length - taken > asked) ask();
  }
  try {
    turn.takeTurn();
  } finally {
    if (left > 0) lookAgain();
  }
}

function lookAgain(): void {
  seen = callbacksRun;
  void kept.then(look);
}

function look(): void {
  // This one counts, too.
  if (callbacksRun === seen + 1) next();
  else lookAgain();
}
