/** What threads, processes and pools run, in a module of its own as with the raw ones. */
export function nothing() {}

export const identity = (value) => value;

export function stamp(out) {
  new BigInt64Array(out)[0] = process.hrtime.bigint();
}

export function waitForSignal(ready, word) {
  Atomics.add(new Int32Array(ready), 0, 1);
  Atomics.wait(new Int32Array(word), 0, 0);
}
