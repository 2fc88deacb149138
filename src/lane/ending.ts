/** What a lane says last. */
import { finishOutput } from './output.js';

const last: (() => void)[] = [];

/** Calls `run` when this thread's lane is about to end. */
export function atLaneEnd(run: () => void): void {
  // A plain script's main thread has nobody who calls `finishLane`.
  if (last.length === 0) process.once('exit', finishLane);
  last.push(run);
}

/** Says all that is still to be said; called before the lane says that it ends. */
export function finishLane(): void {
  for (const run of last.splice(0)) run();
  finishOutput();
}
