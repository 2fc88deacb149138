/**
 * What runs inside the process of one run: it loads the program, then measures the model doing the
 * job on its main thread, as a program would that an engineer writes, and reports.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { allowBlocking, settings } from '../../core.js';
import { aliasOurselves } from '../../lane/alias.js';
import type { Measurement } from '../../trace/comparison.js';
import { CpuWatch, queuedSeconds, treePeakBytes } from '../footprint.js';
import { clock, type Job } from '../job.js';
import { runModel } from '../models/all.js';
import { NotApplicableError, TaskFailedError } from '../models/model.js';
import type { Outcome } from '../outcome.js';
import { inOneLine } from '../wording.js';
import { load } from '../workloads/load.js';
import type { Workload } from '../workloads/workload.js';
import { WorkloadLoadError } from '../workloads/errors.js';

/** How often the event loop is asked to turn, to see how long it could not. */
const LOOP_RESOLUTION_MS = 10;

const job = JSON.parse(process.argv[2] ?? '') as Job;
// Blocking is what some models do: nobody else needs this thread.
allowBlocking();
if (job.workload.name === 'user') {
  settings.userFile = true;
  aliasOurselves();
}
process.on('uncaughtException', (error) => end(failure(error)));
process.on('unhandledRejection', (error) => end(failure(error)));
void outcome().catch(failure).then(end);

async function outcome(): Promise<Outcome> {
  return { status: 'ok', measurement: await measure() };
}

async function measure(): Promise<Measurement> {
  const model = runModel[job.model]!;
  const work = namingTasks(await load(job.workload));
  await work.warm?.();
  const loop = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  loop.enable();
  await loopTurned();
  loop.reset();
  // After a reset it must see the loop turn before it can see that it does not.
  await loopTurned();

  const cpu = new CpuWatch();
  const queued = queuedSeconds();
  const from = clock();
  const run = await model(job, work);
  const wallSeconds = clock() - from;
  const processes = (run.reports ?? []).flatMap(({ process }) => process ?? []);
  const cpuSeconds = cpu.seconds(processes);
  const queuedSince = queuedSeconds() - queued;

  await loopTurned();
  loop.disable();
  for (const [n, value] of run.values.entries()) {
    const wrong = work.wrong?.(n, value);
    if (wrong !== undefined) throw new TaskFailedError(n, wrong);
  }
  return {
    wallSeconds,
    cpuSeconds,
    queuedSeconds: queuedSince,
    startupSeconds: run.startupSeconds,
    peakMemoryBytes: treePeakBytes(processes),
    // The histogram holds the time between two turns, of which the resolution was meant to pass.
    loopDelaySeconds: Math.max(0, loop.max / 1e9 - LOOP_RESOLUTION_MS / 1000),
  };
}

/** The same tasks; what one of them throws says which one it was. */
function namingTasks(work: Workload): Workload {
  const { run, coroutine } = work;
  const failed = (n: number) => (error: unknown) => {
    throw new TaskFailedError(n, inOneLine(error));
  };
  return {
    ...work,
    run(n, input) {
      try {
        const value = run(n, input);
        return value instanceof Promise ? value.catch(failed(n)) : value;
      } catch (error) {
        return failed(n)(error);
      }
    },
    ...(coroutine && { coroutine: (n, input) => coroutine(n, input).catch(failed(n)) }),
  };
}

/** The monitor sees a delay when it is over and the loop turns. */
function loopTurned(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 2 * LOOP_RESOLUTION_MS));
}

function failure(error: unknown): Outcome {
  const message = inOneLine(error instanceof Error ? error.message : error);
  if (error instanceof NotApplicableError) return { status: 'not-applicable', error: message };
  return {
    status: 'failed',
    error: message,
    ...(error instanceof WorkloadLoadError && { unloadable: true }),
  };
}

function end(outcome: Outcome): void {
  process.send!(outcome, () => process.exit());
}
