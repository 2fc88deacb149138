/** Notices that the main program waits for what can never come. */
import { LoopExit } from './errors.js';
import { mainScope } from './scope.js';

let watching = false;

/**
 * From now on, when the event loop has nothing left that could wake anybody, the waits of the main
 * program fail. Node says so only in a plain script: a lane's loop also waits for the conductor.
 */
export function watchLoop(): void {
  if (watching) return;
  watching = true;
  process.on('beforeExit', () => {
    if (!mainScope().waits) return;
    mainScope().interrupt(new LoopExit());
    setImmediate(() => {}); // Node looks again at the end of a loop, and only of one that had something to do
  });
}
