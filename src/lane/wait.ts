/** How a lane says that it waits. */
import type { Emitted } from '../trace/event.js';

/** The event of a lane that begins to wait for `on`, at most `seconds`. */
export function waiting(on: string, seconds: number | undefined): Emitted {
  return seconds === undefined || seconds === Infinity
    ? { type: 'wait', on }
    : { type: 'wait', on, seconds };
}
