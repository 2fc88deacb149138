/** Demos against each other and their ideals, each run by the command line itself. */
import { mean, max } from 'simple-statistics';
import { execa } from 'execa';
import { fileURLToPath } from 'node:url';
import type { DemoComparison, DemoResult } from '../trace/comparison.js';
import type { RunEnd, TraceEvent } from '../trace/event.js';
import { alone, lastWords, watched, type Limits } from './cell.js';
import { defaults } from './defaults.js';
import { Keeper } from './keeper.js';
import { thisMachine } from './machine.js';
import type { Progress } from './progress.js';
import { schedule } from './schedule.js';
import { summarise } from './statistics.js';
import { TimeLeft } from './time-left.js';

/** Which demos to compare, and how. */
export interface DemosRequest {
  /** Names, or paths of the user's own. */
  demos: readonly string[];
  runs: number;
  /** How many times shorter their sleeps are. */
  speed: number;
  timeoutSeconds: number | undefined;
}

interface DemoRuns {
  demo: string;
  ends: RunEnd[];
  error?: string;
}

/** Runs every demo so many times, forth and back; after Ctrl-C it returns what was measured so far. */
export async function compareDemos(
  { demos, runs, speed, timeoutSeconds = defaults.demoTimeoutSeconds }: DemosRequest,
  { signal, progress }: { signal: AbortSignal; progress: Progress },
): Promise<DemoComparison> {
  const all = demos.map((demo): DemoRuns => ({ demo, ends: [] }));
  // Nothing of a demo is in any cache that a first run would warm, so every round counts.
  const turns = [...schedule(all, runs)].filter(({ round }) => round > 0);
  const clock = new TimeLeft(turns.map(({ model }) => model));
  const keeper = new Keeper();
  try {
    for (const { model: entry, round } of turns) {
      if (signal.aborted) break;
      if (entry.error !== undefined) continue;
      const { demo, ends } = entry;
      const doing = `run ${round} of ${runs}`;
      progress.step({ workload: demo, doing, done: clock.done, secondsLeft: clock.seconds });
      const from = performance.now();
      const end = await runDemo(demo, speed, { signal, timeoutSeconds, keeper });
      clock.took(entry, (performance.now() - from) / 1000);
      if (typeof end === 'object') ends.push(end);
      else if (!signal.aborted) {
        entry.error = end;
        clock.dropped(entry);
        progress.note(`${demo}: ${end}`);
      }
    }
  } finally {
    keeper.close();
  }
  const demoResults = all.map(demoResult);
  return {
    machine: thisMachine(),
    demos: demoResults,
    ...(signal.aborted && { interrupted: true as const }),
  };
}

/** One run in a process of its own; a text says why there is nothing to count. */
async function runDemo(demo: string, speed: number, limits: Limits): Promise<RunEnd | string> {
  const bin = fileURLToPath(new URL('../../bin/concurrency-demos.cjs', import.meta.url));
  const words = ['run', demo, '--json', '--speed', String(speed)];
  const run = execa(process.execPath, [bin, ...words], { ...alone, lines: true });
  const { ended, early } = await watched(run, limits);
  if (early !== undefined && early.status !== 'ok') return early.error;
  const events = ended.stdout.map((line) => JSON.parse(line) as TraceEvent);
  const end = events.findLast((event) => event.type === 'run-end');
  if (end?.status === 'ok') return end;
  const failure = events.find((event) => event.type === 'error');
  if (failure !== undefined) return `${failure.name}: ${failure.message}`;
  const { stderr, signal, exitCode } = ended;
  return lastWords({ stderr: stderr.join('\n'), signal, exitCode });
}

function demoResult({ demo, ends, error }: DemoRuns): DemoResult {
  if (error !== undefined || ends.length === 0)
    return {
      demo,
      status: error === undefined ? 'interrupted' : 'failed',
      ...{ elapsed: null, ideal: null, overheadSeconds: null, cpuSeconds: null },
      ...{ peakMemoryBytes: null, threads: null, processes: null },
      error: error ?? 'interrupted before its first run',
    };
  const elapsed = summarise(ends.map((end) => end.elapsed));
  const ideals = ends.flatMap((end) => end.ideal ?? []);
  const ideal = ideals.length === 0 ? null : mean(ideals);
  return {
    demo,
    status: 'ok',
    elapsed,
    ideal,
    overheadSeconds: ideal === null ? null : elapsed.mean - ideal,
    cpuSeconds: mean(ends.map((end) => end.cpuSeconds)),
    peakMemoryBytes: max(ends.map((end) => end.peakMemoryBytes)),
    threads: max(ends.map((end) => end.threads)),
    processes: max(ends.map((end) => end.processes)),
  };
}
