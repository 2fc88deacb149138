/** What the figures say, in two to five sentences: every number in them was measured. */
import type { Comparison, ModelResult, TaskFigures } from '../trace/comparison.js';
import { isPython, measured, standing, type Measured, type Standing } from './standing.js';
import { variation } from './statistics.js';
import { count, inBytes, inPercent, inSeconds, listed } from './wording.js';

type Figures = Omit<Comparison, 'verdict' | 'warnings'>;

/** From this share of its time on a core, a task computes; below the other, it waits. */
const COMPUTES = 0.7;
const WAITS = 0.3;
/** Memory is a reason to choose where one model needs less than this share of the other's. */
const MUCH_LESS = 0.9;
/** Where nothing else decides between level models, the plainest wins. */
const SIMPLEST_FIRST = [
  'sequential',
  'gevent',
  'greenlets',
  'thread-pool',
  'threads',
  'pool',
  'processes',
];
const THREADS = ['threads', 'thread-pool'];
const PROCESSES = ['processes', 'pool'];

/** The verdict on one workload. */
export function verdict(figures: Figures): string[] {
  const place = standing(figures);
  if (place === undefined)
    return [`No model could be measured, so there is nothing to say about ${figures.workload}.`];
  const pick = recommended(place);
  return [
    ...ranking(figures, place, pick),
    ...reason(figures, pick),
    ...price(figures),
    ...besidePython(figures),
  ].slice(0, 5);
}

/** Of models as fast as each other, the one that costs least. */
function recommended({ fastest, level, kind }: Standing): Measured {
  if (kind !== 'tie') return fastest;
  const all = [fastest, ...level];
  const least = Math.min(...all.map((result) => result.peakMemoryBytes));
  const lean = all.filter((result) => result.peakMemoryBytes * MUCH_LESS <= least);
  const rank = ({ model }: ModelResult): number => SIMPLEST_FIRST.indexOf(model);
  return lean.sort((a, b) => rank(a) - rank(b))[0] ?? fastest;
}

function ranking(figures: Figures, place: Standing, pick: Measured): string[] {
  const { fastest, level, behind, kind } = place;
  const all = [fastest, ...level];
  const names = listed(all.map(({ model }) => model));
  switch (kind) {
    case 'clear':
      return [winner(figures, fastest, behind[0])];
    case 'noise':
      return [
        `Too noisy to name a winner: ${names} cannot be told apart, their runs spread by up to ` +
          `${inPercent(Math.max(...all.map(({ wall }) => variation(wall))))} of their mean; ` +
          'repeat on a quiet machine, or with more --runs.',
        ...(behind[0] ? [`They are ahead of ${behind[0].model} all the same.`] : []),
      ];
    case 'few':
      return [
        `Too few runs to name a winner: ${names} differ, but ` +
          `${count(fastest.wall.runs.length, 'run')} each cannot show that it is more than chance; ` +
          'repeat with more --runs.',
      ];
    case 'tie':
      return [`No clear winner: ${together(all, figures)}.`, choice(figures, all, pick)];
  }
}

function winner(figures: Figures, fastest: Measured, next: Measured | undefined): string {
  const { model, wall } = fastest;
  if (next === undefined)
    return `Only ${model} was measured: ${inSeconds(wall.mean)} for ${count(figures.tasks, 'task')}.`;
  const ahead = next.wall.mean / wall.mean;
  if (model === figures.baseline)
    return (
      `Nothing beats ${model} here (${inSeconds(wall.mean)}): the next, ${next.model}, takes ` +
      `${ahead.toFixed(2)} times as long.`
    );
  const gains = [
    ...(next.model === figures.baseline || fastest.speedup === null
      ? []
      : [`${fastest.speedup.mean.toFixed(2)} times as fast as ${figures.baseline}`]),
    `${ahead.toFixed(2)} times as fast as the next, ${next.model} (${inP(next.pValue)})`,
  ];
  return `Best for this work here: ${model} with ${inSeconds(wall.mean)}, ${gains.join(' and ')}.`;
}

function together(all: Measured[], { baseline }: Figures): string {
  const slowest = all.at(-1) as Measured;
  const names = listed(all.map(({ model }) => model));
  const times = `${inSeconds(all[0]!.wall.mean)} to ${inSeconds(slowest.wall.mean)}`;
  const { speedup } = all[0]!;
  const gain =
    speedup === null || all.some(({ model }) => model === baseline)
      ? ''
      : `, about ${speedup.mean.toFixed(1)} times as fast as ${baseline}`;
  return `${names} are level (${times}${gain})`;
}

function choice(figures: Figures, all: Measured[], pick: Measured): string {
  if (pick.model === figures.baseline)
    return `Side by side gains nothing here, so keep it plain: ${pick.model}.`;
  const most = all.reduce((a, b) => (b.peakMemoryBytes > a.peakMemoryBytes ? b : a));
  return pick.peakMemoryBytes < most.peakMemoryBytes * MUCH_LESS
    ? `Of these take ${pick.model}: it needs ${inBytes(pick.peakMemoryBytes)}, ` +
        `${most.model} ${inBytes(most.peakMemoryBytes)}.`
    : `They need as much memory too, so take the plainest: ${pick.model}.`;
}

/** Whether the work computes or waits, and what follows from it. */
function reason(figures: Figures, pick: Measured): string[] {
  if (figures.workload === 'payload') return moving(figures);
  const busy = shareComputing(figures);
  if (busy === undefined) return [];
  const ours = measured(figures.results.filter((result) => !isPython(result)));
  const cores = `${pick.model} kept ${coresBusy(pick)} of ${figures.machine.cpus} cores busy`;
  if (busy >= COMPUTES) {
    const single = ours.find(({ model }) => model === 'gevent' || model === 'greenlets');
    return [
      `A task computes ${inPercent(busy)} of its time, so only models that use several cores can gain: ` +
        `${cores}${single && single !== pick ? `, ${single.model} ${coresBusy(single)}` : ''}.`,
    ];
  }
  if (busy > WAITS)
    return [
      `A task computes ${inPercent(busy)} of its time and waits for the rest, so both cores and ` +
        `waiting side by side count: ${cores}.`,
    ];
  const blocked = ours.filter(
    ({ model, speedup, atOnce }) =>
      (model === 'greenlets' || (model === 'gevent' && atOnce > 1)) &&
      (speedup?.mean ?? Infinity) < 1.1,
  );
  const names = listed(blocked.map(({ model }) => model));
  return [
    `A task waits ${inPercent(1 - busy)} of its time, so what counts is how many can wait at once: ` +
      `${pick.model} had ${count(pick.atOnce, 'task')} under way` +
      `${blocked.length === 0 ? '' : `; under ${names} each wait blocked the one thread`}.`,
  ];
}

/** Where a task does next to nothing with much data, moving it is all that differs. */
function moving({ results, baseline, tasks, size }: Figures): string[] {
  const ours = measured(results);
  const base = ours.find(({ model }) => model === baseline);
  const costs = ours.flatMap(({ model, atOnce, wall, startupSeconds }) => {
    if (base === undefined || ![...THREADS, ...PROCESSES].includes(model)) return [];
    const moved = ((wall.mean - startupSeconds) * atOnce - base.wall.mean) / tasks;
    return moved > 0 ? [`${inSeconds(moved)} under ${model}`] : [];
  });
  return costs.length === 0
    ? []
    : [`A task took its thread or process so much longer for ${size}: ${listed(costs)}.`];
}

/** What making threads and processes costs, and from which length of a task on it pays. */
function price({ results, baseline }: Figures): string[] {
  const ours = measured(results);
  const base = ours.find(({ model }) => model === baseline);
  const makers = [THREADS, PROCESSES].flatMap(
    (kind) => ours.find(({ model }) => kind.includes(model)) ?? [],
  );
  if (makers.length === 0) return [];
  const costs = makers.map((maker) => {
    const memory = (maker.peakMemoryBytes - (base?.peakMemoryBytes ?? Infinity)) / maker.atOnce;
    const each = memory > 0 ? ` and ${inBytes(memory)} for each of ${maker.atOnce}` : '';
    return `${inSeconds(maker.startupSeconds)}${each} under ${maker.model}`;
  });
  const pays = makers.flatMap(({ model, breakEvenSeconds }) =>
    breakEvenSeconds === null ? [] : [`${inSeconds(breakEvenSeconds)} (${model})`],
  );
  const crossing =
    pays.length === 0
      ? ''
      : `; tasks shorter than ${pays.join(' or ')} are better off with ${baseline}`;
  return [`Making threads or processes took ${listed(costs)}${crossing}.`];
}

/** How Python's threads did beside ours. */
function besidePython(figures: Figures): string[] {
  const ours = measured(figures.results);
  const ratio = (model: string, base: string): number | undefined => {
    const [a, b] = [model, base].map((name) => ours.find((result) => result.model === name));
    return a && b && b.wall.mean / a.wall.mean;
  };
  const theirs = ratio('python-threads', 'python-sequential');
  if (theirs === undefined) return [];
  const here = ratio('threads', 'sequential');
  const lock =
    theirs < 1.2 && (shareComputing(figures) ?? 0) >= COMPUTES
      ? ': its interpreter lock lets one thread compute at a time'
      : '';
  return [
    `CPython's threads were ${theirs.toFixed(2)} times as fast as its own sequential run` +
      `${here === undefined ? '' : `, Node's ${here.toFixed(2)} times`}${lock}.`,
  ];
}

/** The share of a task's time in which it keeps a core busy, of the time in which it could have one. */
function shareComputing({ task, results }: Figures): number | undefined {
  const alone = task ?? sequentialRun(results);
  if (alone === undefined) return undefined;
  return Math.min(1, alone.cpuSeconds / (alone.wallSeconds - alone.queuedSeconds));
}

function sequentialRun(results: readonly ModelResult[]): TaskFigures | undefined {
  return results.find(({ model }) => model === 'sequential')?.measurements[0];
}

function coresBusy({ cpuSeconds, wall }: Measured): string {
  return (cpuSeconds / wall.mean).toFixed(1);
}

function inP(p: number | null): string {
  return p === null || p < 0.001 ? 'p < 0.001' : `p = ${p.toPrecision(1)}`;
}
