/** `run`: demos one after the other, each on lanes of its own, shown as they go. */
import type { Worker } from 'node:worker_threads';
import type { DemoDefinition } from '../../demo.js';
import { catalogue, findDemo, type DemoPlace } from '../../registry.js';
import { openRun, type OpenRun, type RunRequest } from '../../stage/run.js';
import type { Renderer } from '../../trace/event.js';
import { defaultsOf, demoValues } from '../demo-flags.js';
import { claimOutputs } from '../outputs.js';
import { spinWhile } from '../spinner.js';
import type { Surroundings } from '../surroundings.js';
import type { RunOptions } from '../syntax/run.js';
import { type View, viewFor } from '../viewers.js';

/** Above this factor what a demo shows may not hold any more. */
const SAFE_SPEED = 20;

export async function run(
  operands: string[],
  options: RunOptions,
  around: Surroundings,
  /** Who else wants the events. */
  watching: readonly Renderer[] = [],
): Promise<number> {
  const places = operands
    .flatMap((word) => (word === 'all' ? catalogue().map(({ name }) => name) : [word]))
    .map(findDemo);
  const outputs = claimOutputs(options, around);
  if (options.speed > SAFE_SPEED) around.err.write(TOO_FAST);

  const { ending } = around;
  let current: OpenRun | undefined;
  ending.addEventListener('abort', () => void current?.interrupt());

  /** Runs a demo once; false if it failed. */
  async function play(place: DemoPlace, show: () => Promise<View>): Promise<boolean> {
    if (ending.aborted) return true;
    current = takeRun();
    try {
      const loading = current.load(request(place, options.speed, around));
      const view = await show(); // is loaded while the demo is
      const definition = await spinWhile(loading, `loading ${place.name}`, around);
      const values = { ...defaultsOf(definition.options), ...demoValues(options) };
      const end = await current.run(values, [
        ...view(definition),
        ...outputs.renderers,
        ...watching,
      ]);
      return end.status !== 'failed';
    } catch (error) {
      if (ending.aborted) return true;
      throw error;
    }
  }

  /** Runs a demo many times and says only how many orders its lines came in. */
  async function repeat(place: DemoPlace, times: number): Promise<boolean> {
    const { OrderMeter } = await import('../orders.js');
    const meter = new OrderMeter(place.name);
    let well = true;
    for (let round = 1; round <= times && !ending.aborted; round++) {
      const played = play(place, async () => () => [meter]);
      well = (await spinWhile(played, `run ${round} of ${times}`, around)) && well;
    }
    if (outputs.lines === 'out') around.out.write(meter.report(around.terminal));
    else around.err.write(meter.report(around.errTerminal));
    return well;
  }

  let well = true;
  const bare = options.plain === true || outputs.lines === 'nowhere';
  try {
    for (const place of places)
      if (options.repeat !== undefined && !bare)
        well = (await repeat(place, options.repeat)) && well;
      else
        for (let round = 0; round < (options.repeat ?? 1); round++)
          well = (await play(place, () => viewFor(options, outputs.lines, around))) && well;
  } finally {
    await outputs.finish();
  }
  return well ? 0 : 1;
}

/** Loads a demo only to see what it says of itself. */
export async function define(place: DemoPlace, around: Surroundings): Promise<DemoDefinition> {
  const opened = takeRun();
  try {
    const loading = opened.load(request(place, 1, around));
    return await spinWhile(loading, `loading ${place.name}`, around);
  } finally {
    await opened.interrupt();
  }
}

function request(
  { name, module, entry }: DemoPlace,
  speed: number,
  { lang }: Surroundings,
): RunRequest {
  return { module, demo: name, speed, lang, userFile: entry === undefined };
}

let ahead: OpenRun | undefined;

/** Opens the first run before it is known what it is to load; the program's first file calls it. */
export function openAhead(worker: Worker): void {
  ahead = openRun(worker);
}

function takeRun(): OpenRun {
  const run = ahead ?? openRun();
  ahead = undefined;
  return run;
}

const TOO_FAST = `warning: above --speed ${SAFE_SPEED} starting and waking take longer than the demos sleep; what they show may not hold.\n`;
