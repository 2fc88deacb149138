/** Demos against each other and their ideals, as a table. */
import type { DemoComparison, DemoResult } from '../trace/comparison.js';
import { Palette } from './palette.js';
import { printableName } from './printable.js';
import { aligned, type Column } from './table.js';
import type { Terminal } from './terminal.js';
import { widthOf, wrapped } from './width.js';

const SHORTEST_BAR = 6;
const LONGEST_BAR = 30;

/** The table of the demos, and why some of them have no figures. */
export function demoLines({ demos, interrupted }: DemoComparison, terminal: Terminal): string[] {
  const { bold, hue } = new Palette(terminal);
  const plusMinus = terminal.ascii ? '+-' : '±';
  const columns: Column<DemoResult>[] = [
    { title: 'demo', of: ({ demo }) => printableName(demo, terminal.ascii), left: true },
    {
      title: 'elapsed',
      of: ({ elapsed }) =>
        elapsed && `${elapsed.mean.toFixed(3)} s ${plusMinus} ${elapsed.stddev.toFixed(3)}`,
    },
    {
      title: 'ideal',
      of: ({ ideal, elapsed }) => elapsed && (ideal === null ? '-' : short(ideal)),
    },
    { title: 'over', of: overhead },
    { title: 'CPU', of: ({ cpuSeconds }) => cpuSeconds !== null && `${cpuSeconds.toFixed(2)} s` },
    {
      title: 'memory',
      of: ({ peakMemoryBytes }) =>
        peakMemoryBytes !== null && `${Math.round(peakMemoryBytes / 1e6)} MB`,
    },
    { title: 'thr.', of: ({ threads }) => threads !== null && String(threads) },
    { title: 'proc.', of: ({ processes }) => processes !== null && String(processes) },
  ];
  const [titles, ...rows] = aligned(columns, demos);
  const bar = Math.min(LONGEST_BAR, terminal.columns - widthOf(titles!) - 4);
  const longest = Math.max(...demos.map(({ elapsed }) => elapsed?.mean ?? 0));
  return [
    '',
    ` ${hue.grey(titles!)}`,
    ...demos.map((demo, index) => {
      if (demo.elapsed === null)
        return ` ${bold(demo.demo)}  ${hue.red(demo.error ?? demo.status)}`;
      return ` ${rows[index]!}  ${barOf(demo, longest, bar, terminal)}`.trimEnd();
    }),
    '',
    ...wrapped(
      `elapsed: mean ${plusMinus} standard deviation of ${runsOf(demos)} each; ideal: if starting, ` +
        'switching and waking cost nothing; over: elapsed above ideal; memory: an upper bound' +
        (interrupted === true ? ' (interrupted before all runs were made)' : ''),
      terminal.columns - 2,
    ).map((line) => ` ${hue.grey(line)}`),
  ];
}

function runsOf(demos: readonly DemoResult[]): string {
  const runs = Math.max(0, ...demos.map(({ elapsed }) => elapsed?.runs.length ?? 0));
  return `${runs} ${runs === 1 ? 'run' : 'runs'}`;
}

/** In per cent, or in milliseconds where the ideal is next to nothing. */
function overhead({ overheadSeconds, ideal }: DemoResult): string | null {
  if (overheadSeconds === null || ideal === null) return null;
  const share = (overheadSeconds / ideal) * 100;
  return share < 1000 && ideal >= 0.001
    ? `${share >= 0 ? '+' : ''}${share.toFixed(1)} %`
    : `${(overheadSeconds * 1000).toFixed(1)} ms`;
}

/** The ideal, and behind it what came on top. */
function barOf(
  { elapsed, ideal }: DemoResult,
  longest: number,
  width: number,
  terminal: Terminal,
): string {
  if (width < SHORTEST_BAR || longest === 0) return '';
  const { hue } = new Palette(terminal);
  const columns = (seconds: number): number => Math.round((seconds / longest) * width);
  const all = Math.max(1, columns(elapsed!.mean));
  const needed = Math.min(all, columns(ideal ?? elapsed!.mean));
  const [must, over] = terminal.ascii ? ['#', '-'] : ['█', '░'];
  return hue.blue(must.repeat(needed)) + hue.grey(over.repeat(all - needed));
}

function short(seconds: number): string {
  return `${Number(seconds.toFixed(3))} s`;
}
