/**
 * Ends this process's children if it is killed itself and cannot. A child that is blocked or computes
 * notices nothing, and a watching thread in each would cost every child 7 ms of its start and end; so
 * one tiny shell waits for the end of a pipe that only this process holds.
 */
import type { ChildProcess } from 'node:child_process';
import type { Writable } from 'node:stream';
import { childProcess } from '../lane/builtin.js';

// It outlives the terminal's signals, since its parent decides what a Ctrl-C means.
const SCRIPT = `trap '' INT TERM HUP
alive=
while read -r sign pid; do
  if [ "$sign" = + ]; then alive="$alive $pid"; continue; fi
  rest=
  for other in $alive; do [ "$other" = "$pid" ] || rest="$rest $other"; done
  alive=$rest
done
[ -z "$alive" ] && exit
kill -TERM $alive 2>/dev/null
sleep 0.3
kill -KILL $alive 2>/dev/null`;

/** Watches over the children of this process. */
export class Guardian {
  private readonly pids = new Set<number>();
  private shell: ChildProcess | null = null;

  /** From now on the child ends with this process, however that comes. */
  add(pid: number): void {
    this.pids.add(pid);
    if (this.shell === null) this.start();
    else this.tell('+', pid);
  }

  /** The child is gone, and its id may soon be somebody else's. */
  remove(pid: number): void {
    if (this.pids.delete(pid)) this.tell('-', pid);
  }

  private start(): void {
    if (process.platform === 'win32') return;
    const shell = childProcess().spawn('/bin/sh', ['-c', SCRIPT], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.shell = shell;
    shell.unref();
    (shell.stdin as Writable & { unref(): void }).unref();
    shell.stdin.on('error', () => {});
    shell.on('error', () => (this.shell = null));
    shell.on('exit', (_code, signal) => {
      this.shell = null;
      // Somebody killed it, and there are children to watch.
      if (signal !== null && this.pids.size > 0) this.start();
    });
    for (const pid of this.pids) this.tell('+', pid);
  }

  private tell(sign: '+' | '-', pid: number): void {
    this.shell?.stdin?.write(`${sign} ${pid}\n`);
  }
}
