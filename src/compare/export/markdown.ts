/** Tables to paste into a README, an issue or a pull request. */
import { markdownTable } from 'markdown-table';
import type { Comparison, DemoResult, ModelResult, Spread } from '../../trace/comparison.js';
import { inBytes, inSeconds } from '../wording.js';
import type { Figures } from './exporter.js';

/** A section for each comparison: the machine, the table, the verdict. */
export function toMarkdown(figures: Figures): string {
  if ('demos' in figures) return `${demoTable(figures.demos)}\n`;
  return figures.comparisons.map(section).join('\n');
}

function section(comparison: Comparison): string {
  const { machine, workload, size, tasks, results, verdict, warnings } = comparison;
  return `${[
    `### ${escaped(workload)}: ${tasks} tasks, ${size}`,
    [
      ...[escaped(machine.cpu), `${machine.cpus} cores`, inBytes(machine.memoryBytes)],
      ...[`${machine.platform} ${machine.arch}`, `Node ${machine.node}`],
      ...(machine.python === undefined ? [] : [`CPython ${machine.python}`]),
    ].join(', '),
    modelTable(results),
    verdict.map(escaped).join(' '),
    ...warnings.map((warning) => `> ${escaped(warning)}`),
  ].join('\n\n')}\n`;
}

const FIGURES_RIGHT = { align: ['l', 'r', 'r', 'r', 'r', 'r', 'r', 'r'] };

function modelTable(results: readonly ModelResult[]): string {
  const titles = [
    ...['model', 'at once', 'wall time [s]', 'speed-up'],
    ...['CPU', 'making', 'memory', 'loop delay'],
  ];
  const rows = results.map((result) => {
    const { model, atOnce, place, wall, speedup, error = '' } = result;
    if (wall === null)
      return [model, '', escaped(`${result.status}: ${error}`), '', '', '', '', ''];
    return [
      place === 'fastest' ? `**${model}**` : model,
      String(atOnce),
      withDeviation(wall, 3),
      speedup === null ? '' : withDeviation(speedup, 2),
      inSeconds(result.cpuSeconds ?? 0),
      inSeconds(result.startupSeconds ?? 0),
      inBytes(result.peakMemoryBytes ?? 0),
      inSeconds(result.loopDelaySeconds ?? 0),
    ];
  });
  return markdownTable([titles, ...rows], FIGURES_RIGHT);
}

function demoTable(demos: readonly DemoResult[]): string {
  const titles = [
    ...['demo', 'elapsed [s]', 'ideal [s]', 'overhead', 'CPU'],
    ...['memory', 'threads', 'processes'],
  ];
  const rows = demos.map((demo) => {
    const { elapsed, ideal, overheadSeconds } = demo;
    if (elapsed === null)
      return [demo.demo, escaped(demo.error ?? demo.status), '', '', '', '', '', ''];
    return [
      demo.demo,
      withDeviation(elapsed, 3),
      ideal === null ? '' : String(Number(ideal.toFixed(3))),
      overheadSeconds === null ? '' : inSeconds(overheadSeconds),
      inSeconds(demo.cpuSeconds ?? 0),
      inBytes(demo.peakMemoryBytes ?? 0),
      String(demo.threads),
      String(demo.processes),
    ];
  });
  return markdownTable([titles, ...rows], FIGURES_RIGHT);
}

function withDeviation({ mean, stddev }: Spread, digits: number): string {
  return `${mean.toFixed(digits)} ± ${stddev.toFixed(digits)}`;
}

/** Text that Markdown takes as it is, in one line and in one cell. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_<>[\]|#]/g, '\\$&').replaceAll(/\s+/g, ' ');
}
