/** What this process knows of itself as a process. */

/** A process seen from within. */
export interface OwnProcess {
  /** `MainProcess`, or the name that its parent gave it. */
  name: string;
  /** The operating system's number for it. */
  pid: number;
  /** Whether it ends with its parent's program. */
  daemon: boolean;
  /** What the names of its own children begin with; a child of `Process-1` is `Process-1:1`. */
  childPrefix: string;
}

export const ownProcess: OwnProcess = {
  name: 'MainProcess',
  pid: process.pid,
  daemon: false,
  childPrefix: 'Process-',
};

/**
 * The process that runs this code.
 *
 * @returns its name (`MainProcess` in the program's first process), process id and daemon flag
 * @example
 * print(currentProcess().name); // MainProcess
 * @see Python's `multiprocessing.current_process`
 */
export function currentProcess(): Readonly<Pick<OwnProcess, 'name' | 'pid' | 'daemon'>> {
  const { name, pid, daemon } = ownProcess;
  return { name, pid, daemon };
}
