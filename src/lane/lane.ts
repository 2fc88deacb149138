/**
 * What this thread of execution knows of itself: whether it may block, how a demo is run, and how it
 * asks the conductor. The entry file of a worker or child fills it in before any code of the user runs;
 * in a plain script it stays as it is here.
 */
import { isMainThread } from 'node:worker_threads';
import { Header, programWords } from '../memory/arena.js';
import { BlockingOnMainThreadError } from './errors.js';

/** How a demo is run; the same on all of its lanes. */
export interface Settings {
  /** How many times shorter sleeps are. */
  speed: number;
  /** The language of what a demo prints. */
  lang: 'en' | 'zh';
  /** The demo's options, so that each lane can read them. */
  options: Record<string, unknown>;
  /** Whether the demo is a user's own file, which does not find this package by its name. */
  userFile: boolean;
}

export const settings: Settings = { speed: 1, lang: 'en', options: {}, userFile: false };

let blocking: boolean | undefined;

/** Lets this thread block although it is its process's main thread: in a child process it may. */
export function allowBlocking(): void {
  blocking = true;
}

/** Whether this thread may block. */
export function mayBlock(): boolean {
  // Asked only now: the module that knows it takes a child process 1.5 ms to load.
  return (blocking ??= !isMainThread);
}

/**
 * Refuses a blocking call where it would freeze the whole program.
 *
 * @throws BlockingOnMainThreadError on the main thread of a plain script
 */
export function assertMayBlock(blockingName: string, asyncName?: string): void {
  if (!mayBlock()) throw new BlockingOnMainThreadError(blockingName, asyncName);
}

/** The main thread's lane number, in every process. */
export const MAIN_LANE = 1;

/** A new lane number, unique in this process. */
export function newLane(): number {
  return MAIN_LANE + 1 + Atomics.add(programWords(), Header.lanes, 1);
}
