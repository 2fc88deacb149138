/** How the program is told to end before it is done: by a signal, or by a reader who went away. */
import { getEventListeners } from 'node:events';

const statuses = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** An orderly end that takes longer than this is cut short. */
const GRACE_MS = 5000;

/**
 * Watches for a reason to end. The first aborts the signal that is returned, with the exit status as
 * its reason, so that a command can end in order; the second ends at once, as does the first where no
 * command listens.
 *
 * @param exit ends the program with a status
 */
export function watchForEnd(host: NodeJS.Process, exit: (status: number) => void): AbortSignal {
  const controller = new AbortController();
  const { signal } = controller;

  function end(status: number): void {
    if (getEventListeners(signal, 'abort').length === 0) return exit(status);
    controller.abort(status);
    setTimeout(exit, GRACE_MS, status).unref();
  }

  for (const [name, status] of Object.entries(statuses))
    host.on(name, () => (signal.aborted ? exit(status) : end(status)));

  host.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read the output has seen enough (`| head`), or the terminal is gone.
    if (error.code === 'EPIPE' || error.code === 'EIO') {
      if (!signal.aborted) end(0);
    } else {
      host.stderr.write(`error: cannot write to standard output: ${error.message}\n`);
      if (!signal.aborted) end(1);
    }
  });
  // Nobody is left to tell.
  host.stderr.on('error', () => {});
  return signal;
}
