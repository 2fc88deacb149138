/** One run of one model, in a fresh process that is gone afterwards. */
import type { ChildProcess } from 'node:child_process';
import { execa } from 'execa';
import { fileURLToPath } from 'node:url';
import type { Job } from './job.js';
import type { Keeper } from './keeper.js';
import type { Outcome } from './outcome.js';
import { TreeWatch } from './tree-watch.js';

/** How a run may end before its time. */
export interface Limits {
  /** The longest that it may take, in seconds. */
  timeoutSeconds: number;
  /** Ctrl-C. */
  signal: AbortSignal;
  /** Ends it where we cannot. */
  keeper: Keeper;
}

/** Makes one run of a model of ours. */
export async function runCell(job: Job, limits: Limits): Promise<Outcome> {
  const entry = fileURLToPath(new URL('./cell.cjs', import.meta.url));
  const cell = execa(process.execPath, [entry, JSON.stringify(job)], {
    ...alone,
    ipc: true,
    stdout: 'ignore',
  });
  const others =
    job.workload.name === 'user' && cell.pid !== undefined ? new TreeWatch(cell.pid) : undefined;
  const { ended, early } = await watched(cell, limits).finally(() => others?.stop());
  const [outcome] = ended.ipcOutput as Outcome[];
  if (outcome?.status === 'ok' && others !== undefined) {
    const { measurement } = outcome;
    measurement.peakMemoryBytes = Math.max(measurement.peakMemoryBytes, others.peakBytes);
  }
  return outcome ?? early ?? { status: 'failed', error: lastWords(ended) };
}

/** How a run's process is started, whatever program it is. */
export const alone = {
  // A process group of its own: it ends with all that it started, and does not hear Ctrl-C.
  detached: process.platform !== 'win32',
  reject: false,
  stdin: 'ignore',
} as const;

/** Waits for the process, and ends its whole group where a limit comes first. */
export async function watched<Result>(
  cell: Started & PromiseLike<Result>,
  { timeoutSeconds, signal, keeper }: Limits,
): Promise<{ ended: Result; early: Outcome | undefined }> {
  let early: Outcome | undefined;
  const endEarly = (status: 'timeout' | 'interrupted', error: string): void => {
    early ??= { status, error };
    killGroup(cell);
  };
  const timer = setTimeout(
    () => endEarly('timeout', `it did not end within ${timeoutSeconds} s (--timeout)`),
    timeoutSeconds * 1000,
  );
  const interrupt = (): void => endEarly('interrupted', 'interrupted');
  signal.addEventListener('abort', interrupt);
  keeper.watch(cell.pid);
  // What a run leaves behind must not run beside the next one, nor hold its pipes open.
  cell.on('exit', () => killGroup(cell));
  try {
    if (signal.aborted) interrupt();
    return { ended: await cell, early };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', interrupt);
    keeper.watch(undefined);
  }
}

type Started = Pick<ChildProcess, 'pid' | 'kill' | 'on'>;

function killGroup(cell: Started): void {
  try {
    if (cell.pid !== undefined && alone.detached) process.kill(-cell.pid, 'SIGKILL');
    else cell.kill('SIGKILL');
  } catch {
    // It is gone already.
  }
}

/** Why a process that reported nothing ended. */
export function lastWords({
  stderr,
  signal,
  exitCode,
}: {
  stderr?: unknown;
  signal?: string | undefined;
  exitCode?: number | undefined;
}): string {
  const how = signal === undefined ? `with exit code ${exitCode}` : `by ${signal}`;
  const line = String(stderr ?? '')
    .split('\n')
    .findLast((text) => /error|exception/i.test(text));
  return `its process ended ${how} before its work did${line === undefined ? '' : `: ${line.trim()}`}`;
}
