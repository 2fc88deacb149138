/** The real program, started as a user starts it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LaneEvent, RunEnd, RunStart, TraceEvent } from '../src/trace/event.js';

const bin = fileURLToPath(new URL('../bin/concurrency-demos.cjs', import.meta.url));

/** The path of a demo that only tests use. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`fixtures/demos/${name}.mjs`, import.meta.url));
}

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** A program that runs. */
export interface Started {
  child: ChildProcess;
  /** Resolves when standard output holds the text. */
  printed(text: string): Promise<void>;
  ended: Promise<Ended>;
}

/** Starts the program with these arguments; no terminal, no colours. */
export function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): Started {
  const child = spawn(process.execPath, [bin, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', ...env },
  });
  let stdout = '';
  let stderr = '';
  const waiting = new Map<string, () => void>();
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
    for (const [text, tell] of waiting) if (stdout.includes(text)) tell();
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  return {
    child,
    printed: (text) =>
      new Promise((resolve) => {
        if (stdout.includes(text)) resolve();
        else waiting.set(text, resolve);
      }),
    ended: new Promise((resolve) =>
      child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr })),
    ),
  };
}

/** Runs the program to its end. */
export function run(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ended> {
  return start(args, env).ended;
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
  env?: NodeJS.ProcessEnv,
): Promise<{ events: TraceEvent[]; start: RunStart; end: RunEnd; ended: Ended }> {
  const ended = await run(['run', ...args, '--json'], env);
  const events = eventsOf(ended.stdout);
  const [first, last] = [events.at(0), events.at(-1)];
  if (first?.type !== 'run-start' || last?.type !== 'run-end')
    throw new Error(`Not a whole run:\n${ended.stdout}\n${ended.stderr}`);
  return { events: events.toSorted((a, b) => a.t - b.t), start: first, end: last, ended };
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
