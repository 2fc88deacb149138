/** An iterable cut into tasks, and the results of those put together again. */
import type { Callbacks } from './async-result.js';
import { PoolSizeError } from './errors.js';
import type { Take } from './submissions.js';

/** How `map` and its kin hand out work. */
export interface MapOptions<R> extends Callbacks<R> {
  /** How many items make one task; by default a quarter of each worker's share (`imap`: 1). */
  chunksize?: number;
}

/** Either all options, or, as in Python's third argument, the chunk size alone. */
export type Chunking<R> = number | MapOptions<R>;

/** The options, checked. */
export function chunking<R>(given: Chunking<R>): MapOptions<R> {
  const options = typeof given === 'number' ? { chunksize: given } : given;
  const { chunksize } = options;
  if (chunksize !== undefined && (!Number.isInteger(chunksize) || chunksize < 1))
    throw new PoolSizeError('chunksize', chunksize);
  return options;
}

/** Python's choice: four chunks for each worker. */
export function defaultChunksize(items: number, workers: number): number {
  return Math.max(1, Math.ceil(items / (workers * 4)));
}

export function chunksOf<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let i = 0; i < items.length; i += size) chunks.push(items.slice(i, i + size));
  return chunks;
}

/** Collects chunks of results; all of them come before it says how it went, whichever failed first. */
export class Collector {
  private readonly results: unknown[][];
  private left: number;
  private failure: { error: unknown } | null = null;
  private readonly done: Take;

  constructor(chunks: number, done: Take) {
    this.results = Array.from({ length: chunks });
    this.left = chunks;
    this.done = done;
  }

  take(index: number, ...[ok, value, worker]: Parameters<Take>): void {
    if (ok) this.results[index] = value as unknown[];
    else this.failure ??= { error: value };
    if (--this.left > 0) return;
    if (this.failure === null) this.done(true, this.results.flat(1), worker);
    else this.done(false, this.failure.error, worker);
  }
}
