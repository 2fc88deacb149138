/** What happens to a greenlet's failure that nobody takes. */
import { writeWhole } from '../lane/print.js';
import { emit, trace } from '../trace/emit.js';

/**
 * Says that something failed that has no one to tell: on its lane, and outside of a run on standard
 * error. Everybody else goes on.
 */
export function report(what: string, thrown: unknown, lane: number | undefined): void {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { name, message, stack } = error;
  if (trace.on) emit({ type: 'error', name, message }, lane);
  else writeWhole(2, `${stack ?? `${name}: ${message}`}\n${what} failed with ${name}\n`);
}
