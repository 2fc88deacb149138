/** One workload under several models: all runs, then what they come to. */
import type { Comparison, Machine, Measurement, TaskFigures } from '../trace/comparison.js';
import { runCell, type Limits } from './cell.js';
import { defaults } from './defaults.js';
import { figures, type Runs } from './figures.js';
import type { Job, WorkloadSpec } from './job.js';
import type { Keeper } from './keeper.js';
import type { Outcome } from './outcome.js';
import type { Progress } from './progress.js';
import { schedule } from './schedule.js';
import { TimeLeft } from './time-left.js';
import { verdict } from './verdict.js';
import { warnings } from './warnings.js';
import { WorkloadLoadError } from './workloads/errors.js';
import type { Prepared } from './workloads/workload.js';

/** What takes part: a model of ours, or of CPython's. */
export interface Contender {
  name: string;
  /** How many of the tasks it runs at once. */
  atOnce: number;
  /** Whether a run with empty tasks says what it costs to make. */
  measuresMaking: boolean;
  run(job: Omit<Job, 'model'>, limits: Limits): Promise<Outcome>;
}

/** One comparison to be made. */
export interface Plan {
  machine: Machine;
  /** The machine's load before the first run of all. */
  load: number;
  workload: Prepared;
  contenders: readonly Contender[];
  baseline: string;
  tasks: number;
  workers: number;
  runs: number;
  /** The longest that a run may take, in seconds; by default by what its tasks take alone. */
  timeoutSeconds: number | undefined;
}

/** Ctrl-C, and who ends what we cannot. */
export interface Control {
  signal: AbortSignal;
  keeper: Keeper;
  progress: Progress;
}

/**
 * Makes all runs of the plan.
 *
 * @throws WorkloadLoadError where the user's function cannot be loaded
 */
export async function compareModels(plan: Plan, control: Control): Promise<Comparison> {
  const { machine, workload, tasks, workers, baseline } = plan;
  const all = plan.contenders.map(({ name, atOnce }): Runs => ({
    model: name,
    atOnce,
    status: 'ok',
    full: [],
    empty: [],
  }));
  const alone = await tryAlone(plan, control);
  const task = alone.status === 'ok' ? alone.measurement : null;
  // What fails alone may still work in a thread; what never ends, or cannot be loaded, will not.
  if (alone.status === 'ok' || alone.status === 'failed')
    await makeRuns(plan, control, all, task?.wallSeconds ?? 0);
  else for (const runs of all) Object.assign(runs, alone);

  for (const runs of all)
    if (control.signal.aborted && runs.status === 'ok' && runs.full.length === 0)
      Object.assign(runs, { status: 'interrupted', error: 'interrupted before its first run' });
  const known = {
    machine,
    workload: workload.name,
    size: workload.size,
    tasks,
    workers,
    baseline,
    task: task && taskFigures(task),
    results: figures(all, { tasks, baseline }),
    ...(control.signal.aborted && { interrupted: true as const }),
  };
  return {
    ...known,
    verdict: verdict(known),
    warnings: warnings(known.results, plan.load, machine.cpus),
  };
}

function taskFigures({ wallSeconds, cpuSeconds, queuedSeconds }: Measurement): TaskFigures {
  return { wallSeconds, cpuSeconds, queuedSeconds };
}

/** Runs one task by itself: whether it works at all, how long it takes, and whether it computes or waits. */
async function tryAlone({ workload, ...plan }: Plan, control: Control): Promise<Outcome> {
  control.progress.step({ workload: workload.name, doing: 'one task alone' });
  const job: Job = { model: 'sequential', workload: workload.spec, tasks: 1, atOnce: 1 };
  const timeoutSeconds = plan.timeoutSeconds ?? defaults.timeoutSeconds;
  const outcome = await runCell(job, { ...control, timeoutSeconds });
  if (outcome.status === 'failed' && outcome.unloadable) throw new WorkloadLoadError(outcome.error);
  if (outcome.status === 'timeout') control.progress.note(`${workload.name}: ${outcome.error}`);
  return outcome;
}

const EMPTY: WorkloadSpec = { name: 'nothing' };

interface Entry {
  contender: Contender;
  runs: Runs;
  empty: boolean;
}

async function makeRuns(
  { workload, contenders, ...plan }: Plan,
  control: Control,
  all: Runs[],
  aloneSeconds: number,
): Promise<void> {
  const { signal, progress } = control;
  const timeoutSeconds =
    plan.timeoutSeconds ??
    Math.max(defaults.timeoutSeconds, defaults.timeoutFactor * plan.tasks * aloneSeconds);
  const entries = contenders.flatMap((contender, index): Entry[] => {
    const runs = all[index]!;
    const full = { contender, runs, empty: false };
    return workload.timed && contender.measuresMaking ? [full, { ...full, empty: true }] : [full];
  });
  const turns = [...schedule(entries, plan.runs)].filter(
    ({ model: { empty }, round }) => !empty || (round > 0 && round <= defaults.emptyRounds),
  );
  const said = new Set<string>();
  const clock = new TimeLeft(turns.map(({ model }) => model));
  for (const { model: entry, round } of turns) {
    if (signal.aborted) return;
    const { contender, runs, empty } = entry;
    if (runs.status !== 'ok') continue;
    progress.step({
      workload: workload.name,
      doing: `${contender.name}, ${round === 0 ? 'warming up' : `run ${round} of ${plan.runs}`}`,
      done: clock.done,
      secondsLeft: clock.seconds,
    });
    const spec = empty ? EMPTY : workload.spec;
    const job = { workload: spec, tasks: plan.tasks, atOnce: contender.atOnce };
    const from = performance.now();
    const outcome = await contender.run(job, { ...control, timeoutSeconds });
    clock.took(entry, (performance.now() - from) / 1000);
    if (outcome.status === 'interrupted') return;
    if (outcome.status !== 'ok') {
      Object.assign(runs, outcome);
      for (const other of entries) if (other.runs === runs) clock.dropped(other);
      if (outcome.status !== 'not-applicable' && !said.has(outcome.error))
        progress.note(`${workload.name}, ${contender.name}: ${outcome.error}`);
      said.add(outcome.error);
    } else if (empty) runs.empty.push(outcome.measurement.wallSeconds);
    else if (round > 0) runs.full.push(outcome.measurement);
  }
}
