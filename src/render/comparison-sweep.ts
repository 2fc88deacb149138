/** Comparisons that differ in one number: the speed-up of each model as a chart, wall times as a table. */
import type { Comparison, ComparisonReport, Sweep } from '../trace/comparison.js';
import { Palette, type Paint } from './palette.js';
import { printable, printableName } from './printable.js';
import { aligned } from './table.js';
import type { Terminal } from './terminal.js';
import { clipped, widthOf, wrapped } from './width.js';

const CHART_ROWS = 10;
/** The scale at the left, with its axis. */
const SCALE_WIDTH = 8;

/** The chart and the table of the comparisons of one workload. */
export function sweepLines(
  { sweep, comparisons }: { sweep: Sweep; comparisons: ComparisonReport['comparisons'] },
  terminal: Terminal,
): string[] {
  const [first] = comparisons;
  if (first === undefined) return [];
  const { bold, hue } = new Palette(terminal);
  const marks = marksOf(comparisons, terminal);
  const name = printableName(first.workload, terminal.ascii);
  const indented = (line: string): string => ` ${line}`.trimEnd();
  return [
    '',
    ` ${bold(name)}   ${hue.grey(`how many times as fast as ${first.baseline}, by ${sweep.option}`)}`,
    '',
    ...chart(comparisons, sweep, marks, terminal),
    '',
    ...wrapped(
      [...marks].map(([model, { mark }]) => `${mark} ${model}`).join('   '),
      terminal.columns - 2,
    ).map((line) => indented(coloured(line, marks))),
    '',
    ...blocks(comparisons, sweep, terminal).map(indented),
    '',
    ...comparisons.flatMap(({ verdict }, at) =>
      wrapped(
        printable(`${sweep.option} ${sweep.values[at]}: ${verdict[0] ?? ''}`, terminal.ascii),
        terminal.columns - 2,
      ).map(indented),
    ),
  ];
}

interface Mark {
  mark: string;
  paint: Paint;
}

/** A letter for each model, of its name and its own. */
function marksOf(comparisons: readonly Comparison[], terminal: Terminal): Map<string, Mark> {
  const palette = new Palette(terminal);
  const marks = new Map<string, Mark>();
  const taken = new Set<string>();
  for (const { model } of comparisons.flatMap(({ results }) => results)) {
    if (marks.has(model)) continue;
    const letters = `${model[0]}${model[0]?.toUpperCase()}${model}abcdefghijklmnopqrstuvwxyz`;
    const mark = letters.match(/[a-z]/gi)?.find((letter) => !taken.has(letter)) ?? '?';
    taken.add(mark);
    marks.set(model, { mark, paint: palette.lane(model) });
  }
  return marks;
}

function coloured(line: string, marks: Map<string, Mark>): string {
  return line.replace(
    /(\S) (\S+)/g,
    (text, _, model: string) => marks.get(model)?.paint(text) ?? text,
  );
}

function chart(
  comparisons: readonly Comparison[],
  { option, values }: Sweep,
  marks: Map<string, Mark>,
  terminal: Terminal,
): string[] {
  const { hue } = new Palette(terminal);
  const [axis, corner, floor] = terminal.ascii ? ['|', '+', '-'] : ['│', '└', '─'];
  const speedups = comparisons.map(({ results }) =>
    results.flatMap(({ model, speedup }) => (speedup ? [{ model, mean: speedup.mean }] : [])),
  );
  const top = Math.max(1, ...speedups.flat().map(({ mean }) => mean));
  const rowOf = (mean: number): number => Math.round((mean / top) * CHART_ROWS);
  const width = Math.max(3, Math.floor((terminal.columns - SCALE_WIDTH - 3) / values.length));
  const lines: string[] = [];
  for (let row = CHART_ROWS; row >= 0; row -= 1) {
    const scale = row % 2 === 0 ? ((row / CHART_ROWS) * top).toFixed(1) : '';
    const cells = speedups.map((models) => {
      const here = models
        .filter(({ mean }) => rowOf(mean) === row)
        .map(({ model }) => marks.get(model)!);
      const shown = here.length < width ? here : here.slice(0, width - 2);
      const more = shown.length < here.length ? '+' : '';
      const space = ' '.repeat(width - shown.length - more.length);
      return shown.map(({ mark, paint }) => paint(mark)).join('') + more + space;
    });
    lines.push(
      ` ${hue.grey(`${scale.padStart(SCALE_WIDTH - 2)} ${axis}`)} ${cells.join('')}`.trimEnd(),
    );
  }
  const labels = values.map((value) => clipped(String(value), width - 1).padEnd(width)).join('');
  const indent = ' '.repeat(SCALE_WIDTH - 1);
  return [
    ...lines,
    ` ${hue.grey(`${indent}${corner}${floor.repeat(Math.max(width * values.length, option.length))}`)}`,
    ` ${indent}  ${labels.trimEnd()}`,
    ` ${indent}  ${hue.grey(option)}`,
  ];
}

/** Mean wall times, in as many tables below each other as the width asks for. */
function blocks(
  comparisons: readonly Comparison[],
  { option, values }: Sweep,
  terminal: Terminal,
): string[] {
  const models = [
    ...new Set(comparisons.flatMap(({ results }) => results.map(({ model }) => model))),
  ];
  const columns = comparisons.map(({ results }, at) => ({
    title: String(values[at]),
    of: (model: string) => {
      const wall = results.find((result) => result.model === model)?.wall;
      return wall ? `${wall.mean.toFixed(3)} s` : '-';
    },
  }));
  const names = { title: option, of: (model: string) => model, left: true };
  const lines: string[] = [];
  for (let from = 0; from < columns.length;) {
    let to = columns.length;
    const table = (): string[] => aligned([names, ...columns.slice(from, to)], models);
    while (to > from + 1 && widthOf(table()[0]!) > terminal.columns - 2) to -= 1;
    const { hue } = new Palette(terminal);
    const [titles, ...rows] = table();
    lines.push(...(from > 0 ? [''] : []), hue.grey(titles!), ...rows);
    from = to;
  }
  return lines;
}
