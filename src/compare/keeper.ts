/**
 * Ends what runs when we are gone, whatever ended us: a run may compute for ever and hear nothing. A
 * shell waits at a pipe that only we hold; when it closes, it kills the process group last named.
 */
import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';

const SCRIPT = 'while read -r group; do last=$group; done; [ -n "$last" ] && kill -9 "-$last"';

/** Watches over the one process group that runs at a time. */
export class Keeper {
  readonly #pipe: Writable | null;

  constructor() {
    if (process.platform === 'win32') {
      this.#pipe = null;
      return;
    }
    // In a session of its own it does not hear the terminal's Ctrl-C.
    const shell = spawn('/bin/sh', ['-c', SCRIPT], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    shell.on('error', () => {});
    shell.unref();
    this.#pipe = shell.stdin;
    this.#pipe.on('error', () => {});
  }

  /** From now on this group is killed if we are gone; undefined if there is none. */
  watch(group: number | undefined): void {
    this.#pipe?.write(`${group ?? ''}\n`);
  }

  /** Ends the watch. */
  close(): void {
    this.#pipe?.end('\n');
  }
}
