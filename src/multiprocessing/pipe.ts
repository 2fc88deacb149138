/** Python's `multiprocessing.Pipe`: two ends, what one sends the other receives. */
import { checkTimeout } from '../lane/errors.js';
import { shareable, type Shareable } from '../memory/crossing.js';
import { EndOfPipeError, OneWayError } from './errors.js';
import { ask, askAsync, askWaiting, type Got, type Naming, type Operation } from './exchange.js';
import { BETWEEN_PROCESSES, decode, encodeArguments } from './values.js';

/** Which of its two queues an end reads, and which it writes. */
const Direction = { both: 0, reversed: 1, receive: 2, send: 3 } as const;

/**
 * One end of a pipe between processes. Pass it to a process in `args`, or nested in arrays and objects.
 *
 * @example
 * export function talk(end: multiprocessing.Connection): void {
 *   end.send(`echo: ${String(end.recv())}`);
 * }
 * @see Python's `multiprocessing.connection.Connection`
 */
export class Connection implements Shareable {
  /** The number of the pipe's first queue, and which end this is. @internal */
  readonly offset: number;

  /** @internal */
  constructor(offset: number) {
    this.offset = offset;
  }

  /** Whether this end can receive. */
  get readable(): boolean {
    return this.direction !== Direction.send;
  }

  /** Whether this end can send. */
  get writable(): boolean {
    return this.direction !== Direction.receive;
  }

  /**
   * Sends a value to the other end; returns when it is on its way and cannot be lost any more.
   *
   * @param value anything that can be copied to another process
   * @throws NotCloneableError when it cannot
   * @throws EndOfPipeError when this end or the other one is closed
   * @throws OneWayError on the receiving end of a one-way pipe
   */
  send(value: unknown): void {
    if (!this.writable) throw new OneWayError('send', 'receives');
    const item = encodeArguments('what is sent', [value]);
    if (!ask<boolean>({ op: 'put', object: this.outgoing, item })) throw new EndOfPipeError('send');
  }

  /**
   * Blocks this thread until the other end has sent something, and returns it.
   *
   * @returns what was sent, as a copy that keeps its type
   * @throws EndOfPipeError when an end is closed and all that was sent has been received
   * @throws OneWayError on the sending end of a one-way pipe
   * @throws BlockingOnMainThreadError on the main thread of a plain script: await `recvAsync()` there
   */
  recv(): unknown {
    return this.received(askWaiting<Got>(this.receiving('get'), this.naming('recv'), undefined)!);
  }

  /**
   * As `recv`, without blocking the thread. While it is pending, the program stays alive.
   *
   * @returns resolves to what was sent
   * @throws as `recv`
   */
  async recvAsync(): Promise<unknown> {
    const got = await askAsync<Got>(this.receiving('get'), this.naming('recv'), undefined);
    return this.received(got!);
  }

  /**
   * Whether there is something to receive, or the end of the pipe has come.
   *
   * @param timeoutSeconds how long to wait for it, in seconds; 0 (by default) only looks
   * @returns true where `recv()` would return or throw at once
   * @throws BlockingOnMainThreadError when it would have to wait on the main thread of a plain script
   */
  poll(timeoutSeconds = 0): boolean {
    checkTimeout('Connection.poll()', timeoutSeconds);
    const what = this.receiving('poll');
    const there =
      timeoutSeconds === 0
        ? ask<boolean | undefined>(what)
        : askWaiting<boolean>(what, this.naming('poll'), timeoutSeconds);
    return there ?? false;
  }

  /**
   * Closes this end, in every process that holds it (in Python each closes its own): the other end
   * receives what was sent, and then EndOfPipeError.
   */
  close(): void {
    ask({ op: 'shut', object: this.first });
    ask({ op: 'shut', object: this.first + 1 });
  }

  private get direction(): number {
    return this.offset & 3;
  }

  private get first(): number {
    return this.offset >> 2;
  }

  private get incoming(): number {
    return this.first + (this.direction === Direction.reversed ? 1 : 0);
  }

  private get outgoing(): number {
    return this.first + (this.direction === Direction.both ? 1 : 0);
  }

  private receiving(op: 'get' | 'poll'): Operation {
    if (!this.readable) throw new OneWayError(op === 'get' ? 'recv' : 'poll', 'sends');
    return { op, object: this.incoming };
  }

  private naming(method: string): Naming {
    const call = `Connection.${method}`;
    return { on: `pipe ${this.first}`, call: `${call}()`, callAsync: `${call}Async()` };
  }

  private received(got: Got): unknown {
    if ('shut' in got) throw new EndOfPipeError('receive');
    return (decode(got.item) as [unknown])[0];
  }
}

shareable(`${BETWEEN_PROCESSES}Connection`, Connection, (offset) => new Connection(offset));

/**
 * Makes a pipe between processes.
 *
 * @param duplex whether both ends send and receive; else the first only receives, the second only sends
 * @returns its two ends
 * @example
 * const [here, there] = multiprocessing.Pipe();
 * new Process({ target: talk, args: [there] }).start();
 * here.send('hello');
 * print(here.recv());
 * @see Python's `multiprocessing.Pipe`
 */
export function Pipe(duplex = true): [Connection, Connection] {
  const first = ask<number>({ op: 'new-pipe' });
  const ends = duplex ? [Direction.both, Direction.reversed] : [Direction.receive, Direction.send];
  const [a, b] = ends.map((end) => new Connection(first * 4 + end));
  return [a!, b!];
}
