/** What runs inside the worker that is a demo's main lane: loads the demo, then plays it on request. */
import { parentPort, threadId, workerData } from 'node:worker_threads';
import type { Demo } from '../../demo.js';
import { checkDemo } from '../../demo-shape.js';
import { adoptSettings, type Boot, bootWorker } from '../../lane/boot.js';
import { MAIN_LANE, settings } from '../../lane/lane.js';
import { conductor, openMailbox } from '../../lane/link.js';
import { finishLane } from '../../lane/ending.js';
import { importModule, resolve, type Target } from '../../lane/target.js';
import { emit, trace } from '../../trace/emit.js';
import { describe } from '../../multiprocessing/failure.js';
import { asError, reportFailure } from '../../threading/excepthook.js';
import { ThreadRecord } from '../../threading/record.js';
import { becomeThread, type Thread, threadAt } from '../../threading/thread.js';
import type { Load, MainJob, Outcome, Play } from '../main-lane.js';

let record!: ThreadRecord;
let thread!: Thread;
let playing = false;
let ended = false;

/** Does all that the worker of a main lane is for. */
export function enterMain(): void {
  // One that was started before there was a conductor hears of it by its first message.
  if ('arena' in workerData) begin(workerData as Boot<MainJob>);
  else parentPort!.once('message', begin);
}

function begin(boot: Boot<MainJob>): void {
  bootWorker((given) => {
    record = new ThreadRecord(given.record);
    return { lane: MAIN_LANE, bell: record.bell };
  }, boot);
  thread = threadAt(record);
  becomeThread(thread);
  process.on('exit', (code) => end(code === 0 ? 'returned' : 'failed', { exitCode: code }));
  process.on('uncaughtException', fail);
  openMailbox<Load>('load', ({ what, settings: given }) => {
    adoptSettings(given);
    void ('demo' in what ? demo(what.demo) : call(what.target)).catch(fail);
  });
}

const tell = (outcome: Outcome): void => conductor().send(outcome);

function end(how: 'returned' | 'failed', outcome: Omit<Outcome, 'do'>): void {
  if (ended) return;
  ended = true;
  finishLane();
  if (trace.on && playing) emit({ type: 'lane-end', kind: 'main', how }, MAIN_LANE);
  tell({ do: 'main-over', ...outcome });
  record.markStopped();
}

function fail(thrown: unknown): void {
  const error = asError(thrown);
  if (playing && trace.on) reportFailure(error, thread);
  end('failed', { error: describe(error) });
  process.exit(1);
}

async function play(main: (...args: never[]) => unknown, argument: unknown): Promise<unknown> {
  playing = true;
  if (trace.on) {
    const { pid } = process;
    emit({ type: 'lane-start', name: 'main', kind: 'main', pid, tid: threadId });
  }
  return main(argument as never);
}

/** The ideal of this run in real seconds; null if there is none. */
function idealOf({ ideal }: Demo): number | null {
  const options = settings.options as never;
  const { speed } = settings;
  if (typeof ideal === 'number') return ideal / speed;
  if (typeof ideal === 'function') return orNull(ideal(options) / speed);
  return 'measured' in ideal ? orNull(ideal.measured(options)) : null;
}

function orNull(seconds: number): number | null {
  return Number.isFinite(seconds) ? seconds : null;
}

async function demo(module: string): Promise<void> {
  const demo: unknown = (await importModule(module))['default'];
  checkDemo(demo);
  const { summary, teaches, options = {} } = demo;
  const known = Object.fromEntries(
    Object.entries(options).map(([name, option]) => [name, option.default]),
  );
  Object.assign(settings.options, known);
  conductor().send({
    do: 'definition',
    definition: {
      summary,
      teaches,
      options,
      ideal: typeof demo.ideal === 'number' ? demo.ideal : null,
      ...(typeof demo.ideal === 'object' && 'none' in demo.ideal && { idealNone: demo.ideal.none }),
    },
  } as never);
  openMailbox<Play>('play', ({ options: given }) => {
    Object.assign(settings.options, given);
    play(demo.main, settings.options).then(() => {
      end('returned', { ideal: idealOf(demo) });
      process.exit();
    }, fail);
  });
}

async function call(target: Target): Promise<void> {
  const value = await play(await resolve("runMain's main", target), undefined);
  end('returned', { value });
  process.exit();
}
