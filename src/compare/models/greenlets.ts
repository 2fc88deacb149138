import { getcurrent, greenlet } from '../../index.js';
import { clock } from '../job.js';
import { NotApplicableError, type Model } from './model.js';

/** A generator for each task; each is started and hands control back before the first task begins. */
export const greenlets: Model = async ({ tasks }, work) => {
  const values: unknown[] = [];
  const main = getcurrent();
  const from = clock();
  const all = Array.from({ length: tasks }, (_, n) =>
    greenlet(function* task() {
      yield main.switch();
      const value = work.run(n, work.input?.(n));
      if (value instanceof Promise) {
        value.catch(() => {});
        throw new NotApplicableError(
          'the task is an async function, which a generator can start but not wait for',
        );
      }
      values[n] = value;
    }),
  );
  for (const each of all) each.switch();
  const startupSeconds = clock() - from;
  for (const each of all) each.switch();
  return { values, startupSeconds };
};
