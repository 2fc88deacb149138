/** What happens when a thread ends by an error that it did not catch. */
import { inspect } from 'node:util';
import { writeWhole } from '../lane/print.js';
import { locate, type Target } from '../lane/target.js';
import { emit, trace } from '../trace/emit.js';
import type { Thread } from './thread.js';

/** Takes the error and the thread that it ended. */
export type Excepthook = (error: unknown, thread: Thread) => void;

let hook: Excepthook | null = null;
let target: Target | null = null;

/**
 * Replaces what is done with an error that ends a thread, for this thread and those that it starts
 * from now on. The hook runs in the thread that failed.
 *
 * Without a hook the error becomes an `error` event of its lane; outside a run it goes to standard
 * error. The other threads go on, and `join()` does not throw.
 *
 * @param fn an exported function that takes the error and the thread; null for the default
 * @throws NotExportedError when its module does not export it
 * @example
 * export function report(error: unknown, thread: Thread): void {
 *   print(`${thread.name} failed: ${error}`);
 * }
 * setExcepthook(report);
 * @see Python's `threading.excepthook`
 */
export function setExcepthook(fn: Excepthook | null): void {
  target = fn === null ? null : locate('An excepthook', fn);
  hook = fn;
}

/** Where a new thread finds the hook of the one that starts it. */
export function hookTarget(): Target | null {
  return target;
}

/** Uses the hook of the thread that started this one. */
export function inheritHook(from: Target, fn: Excepthook): void {
  target = from;
  hook = fn;
}

/** Reports the error that ended `thread`. A hook that fails itself is reported too. */
export function reportFailure(error: unknown, thread: Thread): void {
  if (hook !== null) {
    try {
      hook(error, thread);
      return;
    } catch (inHook) {
      report(inHook, thread);
    }
  }
  report(error, thread);
}

function report(error: unknown, thread: Thread): void {
  const { name, message, stack } = asError(error);
  if (trace.on) emit({ type: 'error', name, message });
  else writeWhole(2, `Exception in thread ${thread.name}:\n${stack ?? `${name}: ${message}`}\n`);
}

/** Whatever was thrown, as an error. */
export function asError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  return new Error(typeof thrown === 'string' ? thrown : inspect(thrown), { cause: thrown });
}
