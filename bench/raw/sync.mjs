/** The same with nothing but `Atomics`: a lock of one word; two words that two threads pass on. */
import { measure } from 'mitata';

export async function lock() {
  const word = new Int32Array(new SharedArrayBuffer(4));
  const { p50 } = await measure(() => {
    while (Atomics.compareExchange(word, 0, 0, 1) !== 0) Atomics.wait(word, 0, 1);
    if (Atomics.exchange(word, 0, 0) === 2) Atomics.notify(word, 0, 1);
  });
  return p50 / 1e9;
}
