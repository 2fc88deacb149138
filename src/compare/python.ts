/** CPython's own models beside ours, measured by a script of ours where a `python3` is on the path. */
import { execa } from 'execa';
import { fileURLToPath } from 'node:url';
import { alone, lastWords, watched, type Limits } from './cell.js';
import type { Contender } from './comparison.js';
import type { WorkloadSpec } from './job.js';
import { models } from './models/catalogue.js';
import type { Outcome } from './outcome.js';

const SCRIPT = fileURLToPath(new URL('./python/measure.py', import.meta.url));

/** A CPython, ready to run a workload. */
export interface Python {
  /** As in `3.11.2`. */
  version: string;
  contenders: Contender[];
}

/** What the script says of itself and of its pace. */
interface Calibration {
  version: string;
  models: string[];
  /** How many rounds of the workload `cpu` take as long as was asked. */
  rounds: number;
}

/**
 * Looks for CPython and sizes the workload for it: a task of `cpu` takes as long there as here, by
 * doing less in that time.
 *
 * @param seconds how long a task shall compute
 * @returns undefined where there is no python3
 */
export async function findPython(
  spec: WorkloadSpec,
  seconds: number,
  tasks: number,
  workers: number | undefined,
): Promise<Python | undefined> {
  const { stdout, failed } = await python({ calibrate: seconds });
  if (failed) return undefined;
  const { version, models: known, rounds } = JSON.parse(stdout) as Calibration;
  const theirs: WorkloadSpec = spec.name === 'cpu' ? { ...spec, rounds } : spec;
  const contenders = known.map((model): Contender => {
    const facts = models[model === 'asyncio' ? 'gevent' : model]!;
    return {
      name: `python-${model}`,
      atOnce: facts.atOnce(tasks, workers),
      measuresMaking: false,
      run: (job, limits) => runPython({ ...job, workload: theirs, model }, limits),
    };
  });
  return { version, contenders };
}

async function runPython(job: object, limits: Limits): Promise<Outcome> {
  const { ended, early } = await watched(python(job), limits);
  if (early !== undefined) return early;
  if (ended.failed) return { status: 'failed', error: lastWords(ended) };
  return JSON.parse(ended.stdout) as Outcome;
}

function python(job: object) {
  return execa('python3', [SCRIPT, JSON.stringify(job)], { ...alone, stripFinalNewline: true });
}
