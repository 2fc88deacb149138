/** Figures as rows of plain values, for formats of rows. */
import type { Figures } from './exporter.js';

/** A value by the name of its column. */
export type Row = Record<string, string | number | null>;

/** A row for each model of each comparison, or for each demo. */
export function rowsOf(figures: Figures): Row[] {
  if ('demos' in figures)
    return figures.demos.map((demo) => ({
      demo: demo.demo,
      status: demo.status,
      mean: demo.elapsed?.mean ?? null,
      stddev: demo.elapsed?.stddev ?? null,
      min: demo.elapsed?.min ?? null,
      max: demo.elapsed?.max ?? null,
      ideal: demo.ideal,
      overheadSeconds: demo.overheadSeconds,
      cpuSeconds: demo.cpuSeconds,
      peakMemoryBytes: demo.peakMemoryBytes,
      threads: demo.threads,
      processes: demo.processes,
      error: demo.error ?? null,
    }));
  return figures.comparisons.flatMap(({ workload, size, tasks, workers, results }) =>
    results.map((result) => ({
      workload,
      size,
      tasks,
      workers,
      model: result.model,
      status: result.status,
      runs: result.measurements.length,
      mean: result.wall?.mean ?? null,
      stddev: result.wall?.stddev ?? null,
      min: result.wall?.min ?? null,
      max: result.wall?.max ?? null,
      median: result.wall?.median ?? null,
      speedup: result.speedup?.mean ?? null,
      speedupStddev: result.speedup?.stddev ?? null,
      cpuSeconds: result.cpuSeconds,
      startupSeconds: result.startupSeconds,
      peakMemoryBytes: result.peakMemoryBytes,
      loopDelaySeconds: result.loopDelaySeconds,
      tasksPerSecond: result.tasksPerSecond,
      error: result.error ?? null,
    })),
  );
}
