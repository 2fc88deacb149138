/** The machine that the figures hold for, and what it can bear. */
import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, freemem, platform, totalmem } from 'node:os';
import type { Machine } from '../trace/comparison.js';
import { inBytes } from './wording.js';

/** What a thread and a process of Node take at least; measured empty, rounded up. */
const BYTES = { thread: 10e6, process: 60e6 };
/** What each takes of the system's own tables: operating-system threads, open files. */
const TABLES = { thread: { tasks: 1, files: 5 }, process: { tasks: 11, files: 4 } };
/** So much of everything is ours to take. */
const SHARE = 0.8;

export function thisMachine(): Machine {
  return {
    platform: platform(),
    arch: arch(),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cpus: availableParallelism(),
    memoryBytes: totalmem(),
    node: process.versions.node,
  };
}

/** More threads or processes than the machine can bear. */
export class TooManyError extends RangeError {
  override name = 'TooManyError';
  constructor(model: string, wanted: number, { most, why }: Bearing) {
    super(
      `${model} would run ${wanted} at once; this machine bears ${most} (${why}). ` +
        `Use --workers ${most} or less, or --force to try all the same.`,
    );
  }
}

/** How many the machine bears, and what it is that runs out first. */
export interface Bearing {
  most: number;
  why: string;
}

/** How many threads or processes of Node can run at once on this machine, now. */
export function bearing(kind: 'thread' | 'process'): Bearing {
  const memory = availableMemory();
  const { tasks, files } = TABLES[kind];
  const limits: Bearing[] = [
    { most: memory / BYTES[kind], why: `${inBytes(memory)} of memory is free` },
    { most: systemThreads() / tasks, why: 'the system allows no more' },
    { most: openFiles() / files, why: 'more files would be open than the system allows' },
  ];
  const { most, why } = limits.reduce((a, b) => (b.most < a.most ? b : a));
  return { most: Math.max(1, Math.floor(most * SHARE)), why };
}

function availableMemory(): number {
  const [, kilobytes] = /^MemAvailable:\s+(\d+) kB/m.exec(textOf('/proc/meminfo')) ?? [];
  const free = kilobytes === undefined ? freemem() : Number(kilobytes) * 1024;
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(free, constrained) : free;
}

function systemThreads(): number {
  return Math.min(
    numberIn(textOf('/sys/fs/cgroup/pids.max')),
    numberIn(textOf('/proc/sys/kernel/threads-max')),
    numberIn(/^Max processes\s+(\S+)/m.exec(textOf('/proc/self/limits'))?.[1]),
  );
}

function openFiles(): number {
  return numberIn(/^Max open files\s+(\S+)/m.exec(textOf('/proc/self/limits'))?.[1]);
}

/** The limit that a text of the kernel's names; it may be `max` or `unlimited`, or not be there. */
function numberIn(text: string | undefined): number {
  const number = Number.parseInt(text ?? '', 10);
  return Number.isNaN(number) ? Infinity : number;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
