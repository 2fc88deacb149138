/** The results of `imap`, one after the other as they come. */
import { checkTimeout } from '../lane/errors.js';
import { assertMayBlock } from '../lane/lane.js';
import { pumpUntil } from '../lane/link.js';
import { waiting } from '../lane/wait.js';
import { deadlineIn } from '../memory/park.js';
import { currentLane, emit, trace } from '../trace/emit.js';
import { PoolClosedError, TaskTimeoutError } from './errors.js';
import type { Take } from './submissions.js';

/** What an iterator does. */
export interface IterationOptions {
  chunksize: number;
  /** Results in the order of the input, or of completion. */
  ordered: boolean;
  /** How many chunks are handed in ahead of who takes the results. */
  ahead: number;
  /** Hands in a chunk as one task. */
  submit(chunk: unknown[], take: Take): void;
  /** Called when the input has been read to its end. */
  exhausted(): void;
}

type Chunk = { values: unknown[] } | { error: unknown };

const ON = 'next result';

/**
 * Gives the results of a pool's tasks as they come: `for (const r of pool.imap(f, items))` blocks for
 * each, `for await (...)` does not. The input is read only some way ahead, so it may be endless.
 *
 * @example
 * for await (const result of pool.imapUnordered(square, [1, 2, 3])) print(result);
 * @see Python's `multiprocessing.pool.IMapIterator`
 */
export class ResultIterator<R> implements IterableIterator<R>, AsyncIterable<R> {
  private readonly source: Iterator<unknown>;
  private readonly options: IterationOptions;
  /** Chunks by their place in the output; unordered ones get theirs as they come. */
  private readonly ready = new Map<number, Chunk>();
  private readonly waiters: (() => void)[] = [];
  private values: unknown[] = [];
  private at = 0;
  private submitted = 0;
  private arrived = 0;
  private taken = 0;
  private exhausted = false;
  private ahead: number;

  /** @internal */
  constructor(source: Iterable<unknown>, options: IterationOptions) {
    this.source = source[Symbol.iterator]();
    this.options = options;
    this.ahead = options.ahead;
  }

  /** Lets `for ... of` block for each result. */
  [Symbol.iterator](): this {
    return this;
  }

  /** Lets `for await ... of` await each result. */
  [Symbol.asyncIterator](): AsyncIterator<R> {
    return { next: () => this.nextAsync() };
  }

  /**
   * Blocks this thread until there is another result.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @returns the result, or the end
   * @throws what the task threw, or the input; the iteration goes on after it
   * @throws TaskTimeoutError when the time is up; you may ask again
   * @throws BlockingOnMainThreadError on the main thread of a plain script: use `for await` there
   */
  next(timeoutSeconds?: number): IteratorResult<R, undefined> {
    checkTimeout('next()', timeoutSeconds);
    assertMayBlock('next()', 'nextAsync()');
    if (!this.here()) {
      if (trace.on) emit(waiting(ON, timeoutSeconds));
      pumpUntil(() => this.here(), deadlineIn(timeoutSeconds));
      if (trace.on) emit({ type: 'wake', on: ON });
    }
    return this.take(timeoutSeconds);
  }

  /**
   * As `next`, without blocking.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @returns resolves to the result, or the end
   * @throws as `next`
   */
  async nextAsync(timeoutSeconds?: number): Promise<IteratorResult<R, undefined>> {
    checkTimeout('nextAsync()', timeoutSeconds);
    const lane = currentLane();
    const deadline = deadlineIn(timeoutSeconds);
    if (trace.on && !this.here()) emit(waiting(ON, timeoutSeconds), lane);
    while (!this.here() && performance.now() < deadline) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.waiters.push(resolve);
        if (deadline !== Infinity) timer = setTimeout(resolve, deadline - performance.now());
      });
      clearTimeout(timer);
      if (trace.on) emit({ type: 'wake', on: ON }, lane);
    }
    return this.take(timeoutSeconds);
  }

  /** Whether there is a result, an error or the end. */
  private here(): boolean {
    return (
      this.at < this.values.length ||
      this.ready.has(this.taken) ||
      (this.exhausted && this.taken === this.submitted)
    );
  }

  private take(timeoutSeconds: number | undefined): IteratorResult<R, undefined> {
    while (this.at === this.values.length) {
      const chunk = this.ready.get(this.taken);
      if (chunk === undefined) {
        if (this.exhausted && this.taken === this.submitted)
          return { done: true, value: undefined };
        throw new TaskTimeoutError(timeoutSeconds!);
      }
      this.ready.delete(this.taken++);
      this.readOn();
      if ('error' in chunk) throw chunk.error;
      this.values = chunk.values;
      this.at = 0;
    }
    return { done: false, value: this.values[this.at++] as R };
  }

  /**
   * Hands in as much of the input as may be handed in ahead.
   *
   * @internal
   */
  readOn(): void {
    while (!this.exhausted && this.submitted - this.taken < this.ahead) {
      const place = this.submitted++;
      const chunk = this.read(place);
      if (chunk === null) continue;
      try {
        this.options.submit(chunk, (ok, value) =>
          this.arrive(place, ok ? { values: value as unknown[] } : { error: value }),
        );
      } catch (error) {
        // An item that cannot be sent fails its chunk; a pool that was terminated takes no other either.
        this.exhausted = error instanceof PoolClosedError;
        this.arrive(place, { error });
      }
    }
    if (this.exhausted) this.options.exhausted();
  }

  /**
   * Hands in all that is left of the input: the pool is about to take no more.
   *
   * @internal
   */
  readAll(): void {
    this.ahead = Infinity;
    this.readOn();
  }

  /** The next chunk; null at the end of the input, or where it fails: that is its last result. */
  private read(place: number): unknown[] | null {
    const chunk: unknown[] = [];
    try {
      while (chunk.length < this.options.chunksize) {
        const next = this.source.next();
        if (next.done === true) {
          this.exhausted = true;
          break;
        }
        chunk.push(next.value);
      }
    } catch (error) {
      this.exhausted = true;
      this.arrive(place, { error });
      return null;
    }
    if (chunk.length > 0) return chunk;
    this.submitted--;
    return null;
  }

  private arrive(place: number, chunk: Chunk): void {
    this.ready.set(this.options.ordered ? place : this.arrived++, chunk);
    for (const tell of this.waiters.splice(0)) tell();
  }
}
