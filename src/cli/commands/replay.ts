/** `replay`: a recording, played as if the demo ran again, stepped through, or made into files. */
import { createReadStream, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { catalogue } from '../../registry.js';
import { SummaryRenderer } from '../../render/summary.js';
import type { Renderer, TraceEvent } from '../../trace/event.js';
import { readEvents, RecordingError, runOf } from '../../trace/recording.js';
import { UsageError } from '../errors.js';
import { KeptRuns } from '../kept-runs.js';
import { claimOutputs, type Outputs } from '../outputs.js';
import { spinWhile } from '../spinner.js';
import { stepThrough } from '../step.js';
import type { Surroundings } from '../surroundings.js';
import type { ReplayOptions } from '../syntax/replay.js';
import { viewFor } from '../viewers.js';

export async function replay(
  operands: string[],
  options: ReplayOptions,
  around: Surroundings,
): Promise<number> {
  const [path] = operands;
  if (path === undefined) throw new UsageError('expected the file of a recording.');
  const asked = [options.trace, options.svg, options.html, options.cast].some((file) => file);
  try {
    if (options.step === true) return await step(path, around);
    else {
      // A fault deep in a long recording is told before it plays, not in the middle.
      if (path !== '-') await spinWhile(check(path), `reading ${path}`, around);
      const outputs = claimOutputs(options, around);
      const plays = !asked || options.speed !== undefined;
      if (plays) await play(path, options, outputs, around);
      else for await (const event of open(path, around)) keep(event, outputs);
      if (!around.ending.aborted) await outputs.finish();
    }
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    throw new UsageError(`'${path}' cannot be replayed. ${error.message}`);
  }
  return 0;
}

/** Reads a recording from beginning to end and keeps nothing of it. */
async function check(path: string): Promise<void> {
  for await (const event of readEvents(chunksOf(path))) void event;
}

function chunksOf(path: string): AsyncIterable<Uint8Array> {
  if (path === '-') return process.stdin;
  try {
    if (!statSync(path).isDirectory()) return createReadStream(path, { highWaterMark: 2 ** 18 });
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UsageError(
      `${missing ? `there is no file '${path}'` : `'${path}' cannot be read`}. Expected a recording; make one with: concurrency-demos run <demo> --record ${path}`,
    );
  }
  throw new UsageError(`'${path}' is a folder. Expected a recording that run --record wrote.`);
}

function open(path: string, around: Surroundings): AsyncGenerator<TraceEvent> {
  return readEvents(chunksOf(path), (line) => warnOfCut(line, around));
}

function warnOfCut(line: number, { err }: Surroundings): void {
  err.write(`warning: line ${line} of the recording is cut off; it ends before that line.\n`);
}

function keep(event: TraceEvent, { renderers }: Outputs): void {
  for (const renderer of renderers) void renderer.event(event);
}

/** Shows every event when it is due, as it was shown when it happened. */
async function play(
  path: string,
  options: ReplayOptions,
  outputs: Outputs,
  around: Surroundings,
): Promise<void> {
  const { ending } = around;
  const speed = options.speed ?? 1;
  let begun = 0;
  const clock = () => ((performance.now() - begun) / 1000) * speed;
  let shown: Renderer[] = [];
  let last: TraceEvent | undefined;

  for await (const event of open(path, around)) {
    if (event.type === 'run-start') {
      cutShort(shown, last);
      begun = performance.now();
      const definition = catalogue().find(({ name }) => name === event.demo);
      shown = (await viewFor(options, outputs.lines, around, clock))(definition);
    }
    const waitMs = ((event.t - clock()) / speed) * 1000;
    if (waitMs >= 1) await sleep(waitMs, undefined, { signal: ending }).catch(() => {});
    if (ending.aborted) break;
    keep(event, outputs);
    for (const renderer of shown) await renderer.event(event);
    last = event;
  }
  cutShort(shown, last && { ...last, t: Math.max(last.t, ending.aborted ? clock() : 0) });
}

/** Shows a run that has no end, or whose end was not waited for, as far as it went. */
function cutShort(shown: readonly Renderer[], last: TraceEvent | undefined): void {
  if (last === undefined || last.type === 'run-end') return;
  const facts = { elapsed: last.t, ideal: null, threads: 0, processes: 0 };
  const status = 'interrupted';
  const costs = { cpuSeconds: 0, peakMemoryBytes: 0 };
  for (const renderer of shown)
    if (!(renderer instanceof SummaryRenderer))
      void renderer.event({ type: 'run-end', t: last.t, status, ...facts, ...costs });
}

async function step(path: string, around: Surroundings): Promise<number> {
  if (path === '-' || !process.stdin.isTTY || !around.outMoves)
    throw new UsageError(
      '--step is steered by keys and needs a terminal. Give a file, or leave --step out.',
    );
  const kept = new KeptRuns();
  const read = async (): Promise<void> => {
    for await (const event of open(path, around)) kept.event(event);
  };
  await spinWhile(read(), `reading ${path}`, around);
  if (kept.warning !== '') around.err.write(kept.warning);
  return await stepThrough(kept.runs.map(runOf), process.stdin, around);
}
