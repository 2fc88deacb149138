/** What a run took, in one line. */
import type { Writable } from 'node:stream';
import type { Renderer, RunEnd, TraceEvent } from '../trace/event.js';
import { Palette } from './palette.js';
import { duration, roundSeconds } from './seconds.js';
import { languageOf, type Terminal } from './terminal.js';
import { linesThatFit } from './width.js';

/** Writes elapsed and ideal time, threads, processes, CPU time and memory when a run is over. */
export class SummaryRenderer implements Renderer {
  readonly #out: Writable;
  readonly #terminal: Terminal;

  constructor(out: Writable, terminal: Terminal) {
    this.#out = out;
    this.#terminal = terminal;
  }

  event(event: TraceEvent): void {
    if (event.type === 'run-end') this.#out.write(`\n${summary(event, this.#terminal)}\n`);
  }
}

/** The summary, without a newline at its end: a line if it fits, or the times and what they cost below. */
export function summary(run: RunEnd, terminal: Terminal): string {
  const { bold, hue } = new Palette(terminal);
  const words = WORDS[languageOf(terminal)];
  const took = duration(run.elapsed);
  const times = [
    run.status === 'ok'
      ? `${words.elapsed} ${bold(took)}`
      : `${hue.red(bold(words[run.status]))} ${bold(took)}`,
  ];
  if (run.ideal !== null && run.status !== 'interrupted')
    times.push(words.ideal(run.ideal, run.elapsed));
  const costs: string[] = [];
  if (run.threads > 0) costs.push(words.threads(run.threads));
  if (run.processes > 0) costs.push(words.processes(run.processes));
  costs.push(
    `CPU ${run.cpuSeconds.toFixed(2)} s`,
    `${words.memory} ${megabytes(run.peakMemoryBytes)}`,
  );
  const separator = terminal.ascii ? ' | ' : ' · ';
  const joined = (facts: string[]): string[] =>
    linesThatFit(facts, hue.grey(separator), terminal.columns);
  const line = joined([...times, ...costs]);
  return (line.length === 1 ? line : [...joined(times), ...joined(costs)]).join('\n');
}

/** How far above (or below) the ideal: in per cent, or in seconds where the ideal is next to nothing. */
function excess(ideal: number, elapsed: number): string {
  const over = elapsed - ideal;
  const sign = over < 0 ? '-' : '+';
  if (ideal < 0.001 || over > 10 * ideal) return `${sign}${duration(Math.abs(over))}`;
  return `${sign}${((Math.abs(over) / ideal) * 100).toFixed(1)} %`;
}

function megabytes(bytes: number): string {
  const mega = bytes / 1e6;
  return mega < 9.95 ? `${mega.toFixed(1)} MB` : `${Math.round(mega)} MB`;
}

const WORDS = {
  en: {
    elapsed: 'elapsed',
    interrupted: 'interrupted after',
    failed: 'failed after',
    ideal: (ideal: number, elapsed: number) =>
      `ideal ${roundSeconds(ideal)} (${excess(ideal, elapsed)})`,
    threads: (count: number) => `${count} ${count === 1 ? 'thread' : 'threads'}`,
    processes: (count: number) => `${count} ${count === 1 ? 'process' : 'processes'}`,
    memory: 'peak memory',
  },
  zh: {
    elapsed: '耗时',
    interrupted: '已中断，耗时',
    failed: '失败，耗时',
    ideal: (ideal: number, elapsed: number) =>
      `理想 ${roundSeconds(ideal)} (${excess(ideal, elapsed)})`,
    threads: (count: number) => `${count} 个线程`,
    processes: (count: number) => `${count} 个进程`,
    memory: '内存峰值',
  },
};
