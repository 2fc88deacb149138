/** Runs a demo: its main on a lane of its own, its events to the renderers, its end in order. */
import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { DemoDefinition } from '../demo.js';
import { findsOurselves } from '../lane/alias.js';
import type { Settings } from '../lane/lane.js';
import { Header, programWords } from '../memory/arena.js';
import { EVENT_VERSION, type Renderer, type RunEnd, type TraceEvent } from '../trace/event.js';
import { Recorder } from '../trace/recorder.js';
import { Conductor } from './conductor.js';
import { type Definition, type Play, startMain } from './main-lane.js';
import { cpuSeconds, peakMemoryBytes } from '../lane/resources.js';
import { offerExchange } from './exchange.js';
import { offerPools } from './pools.js';
import { offerProcesses } from './processes.js';
import { offerThreads } from './threads.js';

/** A demo's module that cannot be run; the message says why. */
export class DemoLoadError extends Error {
  override name = 'DemoLoadError';
  constructor(demo: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    // A module's SyntaxError does not know its line.
    const remedy = cause instanceof SyntaxError ? '; `node --check` shows where' : '';
    super(`${demo} cannot be run: ${why}${remedy}`, { cause });
  }
}

/** In every run names count from 1, as in a program of its own: `Thread-1`, `worker-1`, task 1. */
const COUNTS = [Header.threadNames, Header.processNames, Header.poolWorkers, Header.tasks];

/** Which demo to open, and how to run it. */
export interface RunRequest {
  /** The URL of the demo's built module. */
  module: URL;
  /** The name in the events. */
  demo: string;
  /** How many times shorter sleeps are. */
  speed: number;
  lang: Settings['lang'];
  /** Whether the file is the user's own. */
  userFile: boolean;
}

/** A run whose main lane has been started, and waits for what it is to do. */
export interface OpenRun {
  /** Loads a demo on the main lane; the demo's facts. Rejects with DemoLoadError. */
  load(request: RunRequest): Promise<DemoDefinition>;
  /** Calls the loaded demo's `main`; resolves when every lane has ended. */
  run(options: Record<string, unknown>, renderers: readonly Renderer[]): Promise<RunEnd>;
  /** Ends all lanes and children; `run` then resolves with the status `interrupted`. */
  interrupt(): Promise<void>;
}

/**
 * Starts the main lane of a run. Its worker takes longer to boot than all else, so open the run before
 * you find out which demo it is to load; until then it does not keep the program alive. Nothing else is
 * booted for it.
 *
 * @param worker one that runs `main.cjs` and has been started already
 */
export function openRun(worker?: Worker): OpenRun {
  const settings: Settings = { speed: 1, lang: 'en', options: {}, userFile: false };
  let demo = '';
  let renderers: readonly Renderer[] = [];
  /** Whether nobody wants printed lines taken apart. */
  let asJson = false;
  let started: RunStartFacts | undefined;
  let threads = 0;
  let processes = 0;
  let lastEnd = 0;
  let failed = false;
  let interrupted = false;

  const take = (event: TraceEvent): Promise<void> | undefined => {
    if (event.type === 'lane-start' && event.kind === 'thread') threads++;
    if (event.type === 'lane-start' && event.kind === 'process') processes++;
    if (event.type === 'lane-end') lastEnd = event.t;
    if (event.type === 'error') failed = true;
    let full: Promise<void> | undefined;
    for (const renderer of renderers) full = renderer.event(event) ?? full;
    return full;
  };
  const printed = (json: string): Promise<void> | undefined => {
    let full: Promise<void> | undefined;
    for (const renderer of renderers) full = renderer.printed?.(json) ?? full;
    return full;
  };
  const recorder = new Recorder({
    take,
    get printed() {
      return asJson ? printed : undefined;
    },
    begin: () => {
      started = { cpu: process.cpuUsage() };
      void take({
        type: 'run-start',
        t: 0,
        version: EVENT_VERSION,
        demo,
        options: settings.options,
        speed: settings.speed,
        node: process.versions.node,
        cpus: availableParallelism(),
        started: new Date().toISOString(),
      });
    },
  });
  const conductor = new Conductor(settings, recorder);
  offerThreads(conductor);
  offerProcesses(conductor);
  offerPools(conductor);
  offerExchange(conductor);

  for (const count of COUNTS) programWords()[count] = 0;
  const main = startMain(conductor, worker);

  return {
    load({ module, demo: name, ...given }) {
      demo = name;
      Object.assign(settings, given);
      // On Node 20 the alias costs every lane a second thread, and some 50 ms.
      settings.userFile &&= !findsOurselves(module);
      main.load({ demo: module.href }, settings);
      return new Promise((resolve, reject) => {
        conductor.offer<Definition>('definition', ({ definition }) => resolve(definition));
        void main.over.then(({ error, exitCode }) =>
          reject(
            new DemoLoadError(
              demo,
              error ??
                `it ended its own thread${exitCode === undefined ? '' : ` (exit ${exitCode})`}`,
            ),
          ),
        );
      });
    },
    async run(options, to) {
      renderers = to;
      asJson = to.every((renderer) => renderer.printed !== undefined);
      settings.options = options;
      main.post<Play>({ to: 'play', options });
      const { ideal, error, exitCode } = await main.over;
      await conductor.settled();
      recorder.flush();
      const elapsed = interrupted ? recorder.now() : lastEnd;
      await conductor.end();
      recorder.flush();
      const status = interrupted ? 'interrupted' : failed || error || exitCode ? 'failed' : 'ok';
      const end: RunEnd = {
        type: 'run-end',
        t: elapsed,
        elapsed,
        ideal: ideal ?? null,
        status,
        threads,
        processes,
        cpuSeconds: cpuSeconds(started?.cpu) + conductor.usage.cpuSeconds,
        peakMemoryBytes: peakMemoryBytes() + conductor.usage.peakMemoryBytes,
      };
      void take(end);
      for (const renderer of renderers) await renderer.end?.();
      return end;
    },
    async interrupt() {
      interrupted = true;
      await conductor.end();
    },
  };
}

interface RunStartFacts {
  cpu: NodeJS.CpuUsage;
}
