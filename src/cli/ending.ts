/** How the program is told to end before it is done: by a signal, or by a reader who went away. */
import { getEventListeners } from 'node:events';
import { reasonOf } from './errors.js';

const statuses = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** An orderly end that takes longer than this is cut short; so is one for which nobody reads. */
const GRACE_MS = 5000;
const READER_GRACE_MS = 800;

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
    // The command may be over already, with all but its last words out.
    host.exitCode = status;
    controller.abort(status);
    setTimeout(exit, GRACE_MS, status).unref();
    cutShortUnread(host.stdout, () => exit(status));
  }

  for (const [name, status] of Object.entries(statuses))
    host.on(name, () => (signal.aborted ? exit(status) : end(status)));

  host.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read the output has seen enough (`| head`), or the terminal is gone.
    if (signal.aborted) return;
    if (error.code === 'EPIPE' || error.code === 'EIO') return end(0);
    host.stderr.write(`error: cannot write to standard output: ${reasonOf(error)}.\n`);
    end(1);
  });
  // Nobody is left to tell.
  host.stderr.on('error', () => {});
  return signal;
}

/** Gives up on a reader who takes nothing of what is left to write. */
function cutShortUnread(out: NodeJS.WriteStream, giveUp: () => void): void {
  const left = out.writableLength;
  setTimeout(() => {
    if (left > 0 && out.writableLength >= left) giveUp();
    else cutShortUnread(out, giveUp);
  }, READER_GRACE_MS).unref();
}
