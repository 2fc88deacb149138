/** A comparison of models as a table with bars, and what it comes to. */
import type { Comparison, ModelResult } from '../trace/comparison.js';
import { Palette } from './palette.js';
import { printable, printableName } from './printable.js';
import { aligned, type Column } from './table.js';
import type { Terminal } from './terminal.js';
import { linesThatFit, padded, squeezed, widthOf, wrapped } from './width.js';

/** The widest that a model's name may be: `python-thread-pool`. */
const NAME_WIDTH = 18;
const SHORTEST_BAR = 8;
const GOOD_BAR = 20;
const LONGEST_BAR = 40;

/** The whole comparison as lines: what was measured, the table, the verdict, what to mistrust. */
export function comparisonLines(comparison: Comparison, terminal: Terminal): string[] {
  const { hue } = new Palette(terminal);
  const separator = terminal.ascii ? ' | ' : ' · ';
  const anyFigures = comparison.results.some(({ wall }) => wall !== null);
  const paragraph = (text: string): string[] =>
    wrapped(printable(text, terminal.ascii), terminal.columns - 2).map((line) => ` ${line}`);
  return [
    '',
    ...titleLines(comparison, terminal, separator),
    '',
    ...tableLines(comparison.results, terminal),
    '',
    ...(anyFigures
      ? linesThatFit(
          legend(comparison, terminal).map((sign) => hue.grey(sign)),
          hue.grey(separator),
          terminal.columns,
        )
      : []),
    ...(anyFigures ? [''] : []),
    ...comparison.verdict.flatMap(paragraph),
    ...comparison.warnings.flatMap((text) => ['', ...paragraph(`warning: ${text}`)]),
  ];
}

function titleLines(
  { workload, tasks, size, results, interrupted }: Comparison,
  terminal: Terminal,
  separator: string,
): string[] {
  const { bold, hue } = new Palette(terminal);
  const counts = results.flatMap(({ wall }) => (wall === null ? [] : [wall.runs.length]));
  const runs = counts.length === 0 ? 0 : Math.max(...counts);
  const facts = [
    `${tasks} ${tasks === 1 ? 'task' : 'tasks'}`,
    size,
    `${runs} ${runs === 1 ? 'run' : 'runs'} of each model`,
    ...(interrupted === true ? ['interrupted'] : []),
  ].join(separator);
  const name = printableName(workload, terminal.ascii);
  const line = ` ${bold(name)}   ${hue.grey(facts)}`;
  if (widthOf(line) < terminal.columns) return [line];
  const below = wrapped(facts, terminal.columns - 2).map((text) => ` ${hue.grey(text)}`);
  return [` ${bold(squeezed(name, terminal.columns - 2, '~'))}`, ...below];
}

/** What stands before a name: colour alone must not say it. */
const SIGNS = { fastest: '*', level: '=', behind: ' ' };

function tableLines(results: readonly ModelResult[], terminal: Terminal): string[] {
  const { bold, hue } = new Palette(terminal);
  const [titles, ...rows] = fitting(columnsOf(terminal), results, terminal.columns);
  const nameWidth = Math.max(...results.map((result) => widthOf(nameOf(result, terminal))));
  const longest = Math.max(...results.map(({ wall }) => wall?.mean ?? 0));
  const room = terminal.columns - widthOf(titles!) - 4;
  const bar = Math.min(LONGEST_BAR, room);
  return [
    ` ${hue.grey(titles!)}`.trimEnd(),
    ...results.flatMap((result, index) => {
      if (result.wall === null) return absence(result, nameWidth, terminal);
      const drawn = bar < SHORTEST_BAR ? '' : `  ${barOf(result, longest, bar, terminal)}`;
      const row = rows[index]!;
      return ` ${result.place === 'fastest' ? bold(row) : row}${drawn}`.trimEnd();
    }),
  ];
}

/** From the most important to the least. */
function columnsOf(terminal: Terminal): Column<ModelResult>[] {
  return [
    { title: '', of: (result) => nameOf(result, terminal), left: true },
    { title: 'wall time', of: ({ wall }) => wall && spread(wall, ' s', 3, terminal) },
    { title: 'speed-up', of: ({ speedup }) => speedup && spread(speedup, '', 2, terminal) },
    { title: 'CPU', of: ({ cpuSeconds }) => cpuSeconds !== null && `${cpuSeconds.toFixed(2)} s` },
    {
      title: 'memory',
      of: ({ peakMemoryBytes }) =>
        peakMemoryBytes !== null && `${Math.round(peakMemoryBytes / 1e6)} MB`,
    },
    { title: 'making', of: ({ startupSeconds }) => milliseconds(startupSeconds) },
    { title: 'loop delay', of: ({ loopDelaySeconds }) => milliseconds(loopDelaySeconds) },
  ];
}

/** As many columns as fit; from the sixth on only beside bars of a good length. */
function fitting(
  columns: Column<ModelResult>[],
  results: readonly ModelResult[],
  width: number,
): string[] {
  const lines = aligned(columns, results);
  const needed = widthOf(lines[0]!) + 2 + (columns.length > 5 ? GOOD_BAR : 0);
  return needed <= width || columns.length <= 2
    ? lines
    : fitting(columns.slice(0, -1), results, width);
}

function nameOf({ model, place }: ModelResult, { ascii }: Terminal): string {
  return `${SIGNS[place ?? 'behind']} ${squeezed(printableName(model, ascii), NAME_WIDTH, '~')}`;
}

/** A bar as long as the wall time; its beginning, what making threads or processes took of it. */
function barOf(
  { wall, startupSeconds, place }: ModelResult,
  longest: number,
  width: number,
  terminal: Terminal,
): string {
  const { hue } = new Palette(terminal);
  const paint = place === 'fastest' ? hue.green : place === 'level' ? hue.teal : hue.blue;
  const columns = (seconds: number): number => Math.round((seconds / longest) * width);
  const all = Math.max(1, columns(wall!.mean));
  const making = Math.min(all, columns(startupSeconds ?? 0));
  const [made, done] = terminal.ascii ? ['-', '#'] : ['░', '█'];
  return paint(made.repeat(making) + done.repeat(all - making));
}

/** A row of a model that has no figures says why. */
function absence(result: ModelResult, nameWidth: number, terminal: Terminal): string[] {
  const { hue } = new Palette(terminal);
  const { model, status, error } = result;
  const what = status === 'not-applicable' ? 'not applicable' : status;
  const text = `${what}: ${printableName(error ?? 'no run was counted', terminal.ascii)}`;
  const paint = status === 'failed' || status === 'timeout' ? hue.red : hue.grey;
  const name = squeezed(printableName(model, terminal.ascii), NAME_WIDTH, '~');
  return wrapped(text, terminal.columns - nameWidth - 4).map(
    (line, at) => ` ${padded(at === 0 ? `  ${name}` : '', nameWidth)}  ${paint(line)}`,
  );
}

function legend({ results, machine }: Comparison, { ascii }: Terminal): string[] {
  // CPython's rows are beside ours, not among them.
  const where = machine.python === undefined ? '' : ' on Node';
  return [
    ...(results.some(({ place }) => place === 'fastest') ? [`* fastest${where}`] : []),
    ...(results.some(({ place }) => place === 'level') ? ['= not told apart from it'] : []),
    ...(results.some(({ startupSeconds }) => startupSeconds)
      ? [`${ascii ? '-' : '░'} making threads or processes`]
      : []),
    `${ascii ? '+-' : '±'} standard deviation`,
  ];
}

function spread(
  { mean, stddev }: { mean: number; stddev: number },
  unit: string,
  digits: number,
  { ascii }: Terminal,
): string {
  const figure = `${mean.toFixed(digits)}${unit}`;
  const deviation = ` ${ascii ? '+-' : '±'} ${stddev.toFixed(digits)}`;
  // The baseline's own speed-up is exact; its figure stands under the others all the same.
  return figure + (stddev === 0 ? ' '.repeat(deviation.length) : deviation);
}

function milliseconds(seconds: number | null): string | false {
  return seconds !== null && `${(seconds * 1000).toFixed(0)} ms`;
}
