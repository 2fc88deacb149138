/** `compare`: models under one workload, or demos with each other; figures, verdict, files. */
import { compare, type CompareRequest } from '../../compare/compare.js';
import { defaults } from '../../compare/defaults.js';
import { compareDemos } from '../../compare/demos.js';
import { exporters, type Figures } from '../../compare/export/exporter.js';
import { models } from '../../compare/models/catalogue.js';
import { checkRuns } from '../../compare/schedule.js';
import { findDemo } from '../../registry.js';
import { demoLines } from '../../render/comparison-demos.js';
import { sweepLines } from '../../render/comparison-sweep.js';
import { comparisonLines } from '../../render/comparison.js';
import type { Comparison, ComparisonReport } from '../../trace/comparison.js';
import { CompareProgress } from '../compare-progress.js';
import { UsageError } from '../errors.js';
import { openForWriting, refuseDoubles, writeTo } from '../outputs.js';
import type { Surroundings } from '../surroundings.js';
import type { CompareOptions } from '../syntax/compare.js';

export async function compareCommand(
  demos: string[],
  options: CompareOptions,
  around: Surroundings,
): Promise<number> {
  const { runs = demos.length > 0 ? defaults.demoRuns : defaults.runs } = options;
  checkRuns(runs);
  const files = claimFiles(options);
  const [out, terminal] = files.takeOut
    ? [around.err, around.errTerminal]
    : [around.out, around.terminal];
  // From here on Ctrl-C ends in order, also between two runs.
  around.ending.addEventListener('abort', () => {});
  const write = (lines: string[]): void => void out.write(`${lines.join('\n')}\n`);

  if (demos.length > 0) {
    refuseModelOptions(options);
    for (const demo of demos) findDemo(demo);
    const { speed = 1, timeout: timeoutSeconds } = options;
    const progress = await CompareProgress.start(around);
    const watched = { signal: around.ending, progress };
    const comparison = await compareDemos({ demos, runs, speed, timeoutSeconds }, watched).finally(
      () => progress.stop(),
    );
    write(demoLines(comparison, terminal));
    await files.write(comparison, around);
    return comparison.demos.some(({ status }) => status === 'failed') ? 1 : 0;
  }

  const request = requestOf(options, runs);
  const progress = await CompareProgress.start(around);
  const show = (comparison: Comparison): void => {
    if (request.sweep === undefined)
      progress.aside(() => write(comparisonLines(comparison, terminal)));
  };
  const watched = {
    step: progress.step.bind(progress),
    note: progress.note.bind(progress),
    finished: show,
  };
  const report = await compare(request, { signal: around.ending, progress: watched }).finally(() =>
    progress.stop(),
  );
  for (const sweep of sweepsOf(report)) write(sweepLines(sweep, terminal));
  await files.write(report, around);
  return report.skipped !== undefined || report.comparisons.some(isBroken) ? 1 : 0;
}

/** @throws UsageError where options do not go together */
function requestOf(options: CompareOptions, runs: number): CompareRequest {
  const { workload, tasks, workers, seconds, bytes, sweep } = options;
  if (options.speed !== undefined)
    throw new UsageError('--speed is for demos. For models use --seconds: how long a task takes.');
  const names = [...new Set(options.models ?? (workload ? Object.keys(models) : defaults.models))];
  const baseline =
    options.baseline ?? (names.includes(defaults.baseline) ? defaults.baseline : names[0]!);
  if (!names.includes(baseline))
    throw new UsageError(
      `the baseline ${baseline} is not among --models ${names.join(',')}. Add it, or choose another.`,
    );
  return {
    workloads: [...new Set(workload ?? defaults.workloads)],
    models: names,
    ...{ baseline, tasks, workers, seconds, bytes, runs, sweep },
    timeoutSeconds: options.timeout,
    python: options.python === true,
    force: options.force === true,
  };
}

/** @throws UsageError where an option says something about models, while demos are compared */
function refuseModelOptions(options: CompareOptions): void {
  const { workload, models: names, baseline, workers, sweep, python } = options;
  for (const [flag, value] of Object.entries({
    workload,
    models: names,
    baseline,
    workers,
    sweep,
    python,
  }))
    if (value !== undefined)
      throw new UsageError(
        `--${flag} is for models, and demos are compared as they are. Leave out the names of demos, or --${flag}.`,
      );
}

/** Whether some model failed: what cannot be applied, or was not run, has not. */
function isBroken({ results }: Comparison): boolean {
  return results.some(({ status }) => status === 'failed' || status === 'timeout');
}

/** The comparisons of a sweep by workload. */
function sweepsOf({ sweep, comparisons }: ComparisonReport) {
  if (sweep === undefined) return [];
  const workloads = [...new Set(comparisons.map(({ workload }) => workload))];
  return workloads.map((name) => ({
    sweep,
    comparisons: comparisons.filter(({ workload }) => workload === name),
  }));
}

type Format = keyof typeof exporters;

/** Opens every file before anything runs. */
function claimFiles(options: CompareOptions) {
  const wanted = (Object.keys(exporters) as Format[]).flatMap((format) => {
    const path = options[format];
    return path === undefined ? [] : [{ format, flag: `--${format}`, path }];
  });
  refuseDoubles(wanted);
  const opened = wanted.map(({ format, flag, path }) => ({
    ...{ format, path },
    fd: path === '-' ? undefined : openForWriting(flag, path),
  }));
  return {
    /** Whether one of them is standard output. */
    takeOut: wanted.some(({ path }) => path === '-'),
    async write(figures: Figures, { out }: Surroundings): Promise<void> {
      for (const { format, path, fd } of opened) {
        const text = (await exporters[format]())(figures);
        if (fd === undefined) out.write(text);
        else writeTo(fd, path, text);
      }
    },
  };
}
