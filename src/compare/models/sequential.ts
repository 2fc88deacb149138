import type { Model } from './model.js';

/** One task after the other, on the program's one thread. */
export const sequential: Model = async ({ tasks }, work) => {
  const values: unknown[] = [];
  for (let n = 0; n < tasks; n += 1) {
    const value = work.run(n, work.input?.(n));
    // A plain program does not give way between calls that return plain values.
    values.push(value instanceof Promise ? await value : value);
  }
  return { values, startupSeconds: 0 };
};
