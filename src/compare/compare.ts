/** All comparisons that one call asks for: each workload, at each value of a sweep. */
import { loadavg } from 'node:os';
import type { Comparison, ComparisonReport, Machine, Sweep } from '../trace/comparison.js';
import { runCell } from './cell.js';
import { compareModels, type Contender, type Control } from './comparison.js';
import { Keeper } from './keeper.js';
import { bearing, thisMachine, TooManyError } from './machine.js';
import { models } from './models/catalogue.js';
import type { Progress } from './progress.js';
import { findPython } from './python.js';
import { WorkloadLoadError } from './workloads/errors.js';
import { prepare } from './workloads/prepare.js';
import type { Prepared } from './workloads/workload.js';

/** What to compare. */
export interface CompareRequest {
  workloads: readonly string[];
  /** In this order. */
  models: readonly string[];
  baseline: string;
  tasks: number;
  /** At most so many tasks at once; undefined leaves it to each model. */
  workers: number | undefined;
  /** How long a task of `sleep`, `cpu` or `fetch` takes. */
  seconds: number;
  /** How much a task of `payload` moves. */
  bytes: number;
  runs: number;
  timeoutSeconds: number | undefined;
  sweep: Sweep | undefined;
  /** Whether CPython's models stand beside ours. */
  python: boolean;
  /** Whether to try what the machine cannot bear. */
  force: boolean;
}

/**
 * Makes all comparisons; after Ctrl-C it returns those that were begun, with what was measured so far.
 *
 * @throws TooManyError where the machine cannot bear the threads or processes
 * @throws WorkloadLoadError where a user's function cannot be loaded and nothing else is to be compared
 */
export async function compare(
  request: CompareRequest,
  { signal, progress }: { signal: AbortSignal; progress: Progress },
): Promise<ComparisonReport> {
  const { sweep, workloads } = request;
  const points = sweep
    ? sweep.values.map((value) => ({ ...request, [sweep.option]: value }))
    : [request];
  if (!request.force) for (const point of points) refuseTooMany(point);
  const machine = thisMachine();
  const load = loadavg()[0] ?? 0;
  const keeper = new Keeper();
  const report: ComparisonReport = { ...(sweep && { sweep }), comparisons: [] };
  try {
    for (const workload of workloads)
      for (const point of points) {
        if (signal.aborted) break;
        const control = { signal, progress, keeper };
        try {
          const comparison = await one(workload, point, { machine, load }, control);
          report.comparisons.push(comparison);
          progress.finished?.(comparison);
        } catch (error) {
          if (!(error instanceof WorkloadLoadError) || workloads.length === 1) throw error;
          progress.note(error.message);
          (report.skipped ??= []).push({ workload, error: error.message });
          break;
        }
      }
  } finally {
    keeper.close();
  }
  return report;
}

/** @throws TooManyError */
function refuseTooMany({ models: names, tasks, workers }: CompareRequest): void {
  for (const name of names) {
    const { makes, atOnce } = models[name]!;
    if (makes === undefined) continue;
    const wanted = atOnce(tasks, workers);
    const most = bearing(makes);
    if (wanted > most.most) throw new TooManyError(name, wanted, most);
  }
}

async function one(
  name: string,
  request: CompareRequest,
  { machine, load }: { machine: Machine; load: number },
  control: Control,
): Promise<Comparison> {
  const { tasks, workers, baseline, runs, timeoutSeconds } = request;
  control.progress.step({ workload: name, doing: 'getting ready' });
  const workload = await prepare(name, request);
  try {
    const python = await pythonBeside(workload, request, control);
    const contenders = [...ours(request), ...(python?.contenders ?? [])];
    return await compareModels(
      {
        load,
        machine: python === undefined ? machine : { ...machine, python: python.version },
        workload,
        contenders,
        baseline,
        tasks,
        workers: workers ?? machine.cpus,
        runs,
        timeoutSeconds,
      },
      control,
    );
  } finally {
    await workload.release?.();
  }
}

function ours({ models: names, tasks, workers, baseline }: CompareRequest): Contender[] {
  return names.map((model) => ({
    name: model,
    atOnce: models[model]!.atOnce(tasks, workers),
    // The baseline's empty run is what the others' are compared with.
    measuresMaking: models[model]!.makes !== undefined || model === baseline,
    run: (job, limits) => runCell({ ...job, model }, limits),
  }));
}

async function pythonBeside(
  { spec }: Prepared,
  { python, seconds, tasks, workers }: CompareRequest,
  { progress }: Control,
) {
  if (!python || (spec.name !== 'sleep' && spec.name !== 'cpu')) return undefined;
  const found = await findPython(spec, seconds, tasks, workers);
  if (found === undefined) progress.note('There is no python3 on the path: its rows are left out.');
  return found;
}
