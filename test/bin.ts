/** Runs the real command line. */
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { Readable } from 'node:stream';
import type { LaneEvent, RunEnd, RunStart, TraceEvent } from '../src/trace/event.js';

const path = fileURLToPath(new URL('../bin/concurrency-demos.cjs', import.meta.url));

/** The path of a demo or module that only tests use, such as `cli/greet`. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`fixtures/${name}.mjs`, import.meta.url));
}

type Options = { cwd?: string; env?: NodeJS.ProcessEnv; input?: Uint8Array };

/** Starts the command line in a plain environment: UTF-8, no terminal. */
export function bin(words: readonly string[], { cwd, env, input }: Options = {}) {
  return execa(process.execPath, [path, ...words], {
    reject: false,
    extendEnv: false,
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...env },
    ...(input === undefined ? { stdin: 'ignore' as const } : { input }),
    ...(cwd !== undefined && { cwd }),
  });
}

/** Resolves when the program's output matches. */
export function seen({ stdout }: { stdout: Readable }, pattern: RegExp): Promise<void> {
  return new Promise((resolve) => {
    let text = '';
    stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (pattern.test(text)) resolve();
    });
  });
}

/** A run's events, as `--json` gave them. */
export function eventsOf(stdout: string): TraceEvent[] {
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as TraceEvent);
}

/** Runs a demo with `--json`, and gives its events sorted by time. */
export async function runJson(
  args: readonly string[],
  options?: Options,
): Promise<{ events: TraceEvent[]; start: RunStart; end: RunEnd; exitCode: number | undefined }> {
  const { exitCode, stdout, stderr } = await bin(['run', ...args, '--json'], options);
  const events = eventsOf(stdout);
  const [first, last] = [events.at(0), events.at(-1)];
  if (first?.type !== 'run-start' || last?.type !== 'run-end')
    throw new Error(`Not a whole run:\n${stdout}\n${stderr}`);
  return { events: events.toSorted((a, b) => a.t - b.t), start: first, end: last, exitCode };
}

type OfType<E, T> = E extends { type: infer U } ? (T extends U ? E : never) : never;

/** The events of one type. */
export function only<T extends TraceEvent['type']>(
  events: readonly TraceEvent[],
  type: T,
): OfType<TraceEvent, T>[] {
  return events.filter((event) => event.type === type) as OfType<TraceEvent, T>[];
}

/** What a lane printed, in order. */
export function linesOf(events: readonly TraceEvent[], lane?: string): string[] {
  return only(events, 'print')
    .filter((event: LaneEvent) => lane === undefined || event.lane === lane)
    .map(({ text }) => text);
}
