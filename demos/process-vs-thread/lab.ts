/** What the experiments need besides what they show: lanes to run on, a clock, and words. */
import { isMainThread } from 'node:worker_threads';
import { print, Process, text, Thread } from 'concurrency-demos';

type Target = (...args: never[]) => unknown;

/** The experiments' own file, which exports what lanes run. */
const module = new URL('../process-vs-thread.js', import.meta.url).href;

export const thread = (target: Target, ...args: unknown[]): Thread =>
  new Thread({ target, args: args as never[], name: 'thread', module });

export const child = (target: Target, ...args: unknown[]): Process =>
  new Process({ target, args: args as never[], name: 'process', module });

/** Starts it and waits for its end. */
export function run(lane: Thread | Process): void {
  lane.start();
  lane.join();
}

/** What this code runs on: a child's own main thread, or a worker thread. */
export const here = (): string =>
  isMainThread ? text({ en: 'a process', zh: '进程' }) : text({ en: 'a thread', zh: '线程' });

export function say(en: string, zh: string): void {
  print(`  ${text({ en, zh })}`);
}

/** Milliseconds that `what` takes. */
export function timed(what: () => void): number {
  const began = performance.now();
  what();
  return performance.now() - began;
}

/** The middle one of the milliseconds that `what` takes in so many rounds. */
export function median(rounds: number, what: () => void): number {
  const times = Array.from({ length: rounds }, () => timed(what)).toSorted((a, b) => a - b);
  return times[rounds >> 1]!;
}

export const mb = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;
export const ms = (time: number): string => `${time.toFixed(1)} ms`;
export const µs = (time: number): string => `${(time * 1000).toFixed(0)} µs`;

/** What the operating system says to a signal that does nothing. */
export function signalling(pid: number): string {
  try {
    return process.kill(pid, 0) ? 'OK' : '';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code!;
  }
}
