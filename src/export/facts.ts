/** The facts about a run in words, for headings. */
import type { Run } from '../trace/recording.js';
import { duration } from './ticks.js';

/** How long it took, against the ideal; what it took; how it ended. */
export function factsOf({ start, end, duration: seconds }: Run): string[] {
  const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
  if (end === undefined) return [`cut short after ${duration(seconds)}`, `Node ${start.node}`];
  return [
    `elapsed ${duration(end.elapsed)}`,
    ...(end.ideal === null ? [] : [`ideal ${duration(end.ideal)}${over(end.elapsed, end.ideal)}`]),
    ...(end.threads > 0 ? [count(end.threads, 'thread', 'threads')] : []),
    ...(end.processes > 0 ? [count(end.processes, 'process', 'processes')] : []),
    `CPU ${duration(end.cpuSeconds)}`,
    ...(start.speed === 1 ? [] : [`speed ${start.speed} ×`]),
    ...(end.status === 'ok' ? [] : [end.status]),
    `Node ${start.node}`,
  ];
}

/** The demo's options as they are given on the command line; empty ones left out. */
export function optionsOf({ start }: Run): string {
  return Object.entries(start.options)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => [name, one]))
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) =>
      value === true
        ? `--${name}`
        : value === false
          ? `--no-${name}`
          : `--${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    )
    .join(' ');
}

function over(elapsed: number, ideal: number): string {
  // Per cent of next to nothing say nothing.
  if (ideal < 0.001) return '';
  const percent = ((elapsed - ideal) / ideal) * 100;
  return ` (${percent < 0 ? '' : '+'}${percent.toFixed(1)} %)`;
}
