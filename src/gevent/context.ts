/**
 * How running code finds the scope it belongs to, also after every kind of `await`.
 *
 * While somebody listens AsyncLocalStorage does it, which also knows the callbacks of timers and
 * streams, so that each line gets its lane. Before Node 24 it makes every await cost three times as
 * much; so where nobody listens V8's promise hooks do it, which follow promises alone.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { v8 } from '../lane/builtin.js';
import { trace } from '../trace/emit.js';

/** What is found again in all that `run` starts. */
export interface Context<S> {
  getStore(): S | undefined;
  run<A, R>(store: S, body: (argument: A) => R, argument: A): R;
}

/** How many callbacks of promises have run on this thread, for whatever reason; -1 while nobody counts. */
export let callbacksRun = -1;

/** A context that costs what it must and no more. */
export function openContext<S>(): Context<S> {
  return trace.on ? new AsyncLocalStorage<S>() : followPromises<S>();
}

function followPromises<S>(): Context<S> {
  const { promiseHooks } = v8();
  const store = Symbol('store');
  type Followed = Promise<unknown> & { [store]?: S };
  let current: S | undefined;
  callbacksRun = 0;
  promiseHooks.createHook({
    init: (promise: Followed) => {
      if (current !== undefined) promise[store] = current;
    },
    before: (promise: Followed) => {
      current = promise[store];
      callbacksRun++;
    },
    after: () => {
      current = undefined;
    },
  });
  return {
    getStore: () => current,
    run(store, body, argument) {
      const outer = current;
      current = store;
      try {
        return body(argument);
      } finally {
        current = outer;
      }
    },
  };
}
