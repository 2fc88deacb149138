/** What is taken before a piece of code and given back after it: locks, conditions, semaphores. */
import { SharedObject } from '../memory/object.js';
import { AsyncBodyError } from './errors.js';

/** What `hold()` returns: it gives back, once, at the end of a block with `using`, or by `release()`. */
export interface Hold extends Disposable {
  /** Gives back what is held; a second call does nothing. */
  release(): void;
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value;
}

/** Something to take and to give back. */
export abstract class Holdable extends SharedObject {
  abstract acquire(blocking?: boolean, timeoutSeconds?: number): boolean;
  abstract acquireAsync(timeoutSeconds?: number): Promise<boolean>;
  abstract release(): void;

  /**
   * Acquires, calls `body`, and releases, also when `body` throws: Python's `with` block.
   *
   * @param body a function that is over when it returns; for an async one there is `withAsync`
   * @returns what `body` returned
   * @throws AsyncBodyError when `body` returns a promise
   * @example
   * const next = lock.with(() => Atomics.add(counter, 0, 1));
   * @see Python's `with lock:`
   */
  with<T>(body: () => T): T {
    this.acquire();
    let result: T;
    try {
      result = body();
    } finally {
      this.release();
    }
    if (!isPromise(result)) return result;
    Promise.resolve(result).catch(() => {});
    throw new AsyncBodyError(this.label);
  }

  /**
   * As `with`, without blocking the thread: acquires, awaits `body`, and releases.
   *
   * @param body a function; it may be async
   * @returns resolves to what `body` returned
   * @example
   * await lock.withAsync(async () => save(await load()));
   */
  async withAsync<T>(body: () => T | Promise<T>): Promise<T> {
    await this.acquireAsync();
    try {
      return await body();
    } finally {
      this.release();
    }
  }

  /**
   * Acquires for the rest of a block: `using` releases at its end, however it ends. Where the language
   * has no `using`, `with` does the same, or call `release()` on what is returned.
   *
   * @returns what releases, once
   * @example
   * using held = lock.hold();
   */
  hold(): Hold {
    this.acquire();
    return this.held();
  }

  /**
   * As `hold`, without blocking the thread.
   *
   * @returns resolves to what releases, once
   * @example
   * using held = await lock.holdAsync();
   */
  async holdAsync(): Promise<Hold> {
    await this.acquireAsync();
    return this.held();
  }

  private held(): Hold {
    let open = true;
    const release = (): void => {
      if (!open) return;
      open = false;
      this.release();
    };
    // The first releases of Node 20 have no Symbol.dispose; `using` cannot be written for them either.
    return { release, ...(Symbol.dispose && { [Symbol.dispose]: release }) };
  }
}
