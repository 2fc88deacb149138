/**
 * How processes share a queue, a pipe's end or an event: it lives with the conductor of the program's
 * first process, and every other asks there, through the conductors between. Asking is one message there
 * and one back, for which a lane may block; so it works from a child that does nothing else.
 */
import { assertMayBlock } from '../lane/lane.js';
import { conductor, type Message, openMailbox, pumpUntil, type Request } from '../lane/link.js';
import { waiting } from '../lane/wait.js';
import { currentLane, emit, trace } from '../trace/emit.js';
import { shareable, type Shareable } from '../memory/crossing.js';
import { BETWEEN_PROCESSES, type Payload } from './values.js';

/** What can be asked of a shared object. */
export type Operation =
  | { op: 'new-queue'; maxsize: number }
  | { op: 'new-flag' }
  | { op: 'new-pipe' }
  | { op: 'put'; object: number; item: Payload }
  | { op: 'get'; object: number }
  | { op: 'poll'; object: number }
  | { op: 'shut'; object: number }
  | { op: 'state'; object: number }
  | { op: 'done'; object: number }
  | { op: 'join'; object: number }
  | { op: 'set'; object: number }
  | { op: 'clear'; object: number }
  | { op: 'is-set'; object: number }
  | { op: 'wait'; object: number };

/** What a queue's `get` is answered: an item, or that none will come any more. */
export type Got = { item: Payload } | { shut: true };

/** Somebody asks, and waits at most `seconds` (null: for ever, 0: not at all). */
export interface Ask extends Request {
  do: 'exchange';
  call: number;
  what: Operation;
  seconds: number | null;
}

/** Somebody who asked is gone, or waits no more. */
export interface Withdraw extends Request {
  do: 'exchange-withdraw';
  call: number;
}

/** The answer to one call; undefined where the time was up first. */
export interface Reply extends Message {
  to: 'exchange';
  call: number;
  value: unknown;
}

/** A handle on an object that processes share; `offset` is its number there. */
export abstract class Exchanged implements Shareable {
  readonly offset: number;

  constructor(make: Operation) {
    this.offset = ask<number>(make);
  }

  /** What it is called in traces and errors, without its number. */
  protected abstract readonly kind: string;

  protected get label(): string {
    return `${this.kind} ${this.offset}`;
  }

  /** How a call of it that waits is named. */
  protected naming(method: string, verb = ''): Naming {
    const { name } = this.constructor;
    return {
      on: `${verb}${this.label}`,
      call: `${name}.${method}()`,
      callAsync: `${name}.${method}Async()`,
    };
  }
}

/** Says that objects of the class can be passed to threads and processes. */
export function exchangeable<T extends Exchanged>(name: string, type: { prototype: T }): void {
  shareable(
    `${BETWEEN_PROCESSES}${name}`,
    type as unknown as abstract new (...args: never[]) => T,
    (offset) => Object.assign(Object.create(type.prototype) as T, { offset }),
  );
}

const calls = new Map<number, (value: unknown) => void>();
let last = 0;

function send(what: Operation, seconds: number | undefined, take: (value: unknown) => void): void {
  if (last === 0)
    openMailbox<Reply>('exchange', ({ call, value }) => {
      calls.get(call)?.(value);
      calls.delete(call);
    });
  const call = ++last;
  calls.set(call, take);
  const ask: Ask = {
    do: 'exchange',
    call,
    what,
    seconds: seconds === undefined || seconds === Infinity ? null : seconds,
  };
  conductor().send(ask);
}

/** Asks for what is answered at once, whatever the state of the object. */
export function ask<T>(what: Operation): T {
  let answer: { value: unknown } | undefined;
  send(what, 0, (value) => (answer = { value }));
  // In the first process's main thread the answer is here already.
  if (answer === undefined) pumpUntil(() => answer !== undefined);
  return answer!.value as T;
}

/** How a call that waits is named. */
export interface Naming {
  /** In traces: what the lane waits for. */
  on: string;
  /** In errors: the call, and the one to await instead. */
  call: string;
  callAsync: string;
}

/**
 * Asks for what may have to wait, and blocks this thread meanwhile.
 *
 * @throws BlockingOnMainThreadError on the main thread of a plain script
 */
export function askWaiting<T>(
  what: Operation,
  { on, call, callAsync }: Naming,
  seconds: number | undefined,
): T | undefined {
  assertMayBlock(call, callAsync);
  let answer: { value: unknown } | undefined;
  if (trace.on) emit(waiting(on, seconds));
  send(what, seconds, (value) => (answer = { value }));
  pumpUntil(() => answer !== undefined);
  if (trace.on) emit({ type: 'wake', on });
  return answer!.value as T | undefined;
}

let pending = 0;
let keeper: NodeJS.Timeout | undefined;

/** As `askWaiting`, without blocking. While it is pending, the program stays alive. */
export async function askAsync<T>(
  what: Operation,
  { on }: Naming,
  seconds: number | undefined,
): Promise<T | undefined> {
  const lane = currentLane();
  if (trace.on) emit(waiting(on, seconds), lane);
  if (pending++ === 0) keeper = setInterval(() => {}, 2 ** 30);
  const value = await new Promise<unknown>((resolve) => send(what, seconds, resolve));
  if (--pending === 0) clearInterval(keeper);
  if (trace.on) emit({ type: 'wake', on }, lane);
  return value as T | undefined;
}
