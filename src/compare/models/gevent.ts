import { gevent as g } from '../../index.js';
import { clock } from '../job.js';
import type { Model } from './model.js';

/** An async function for each task, all of them on the program's one thread. */
export const gevent: Model = async ({ tasks, atOnce }, work) => {
  const from = clock();
  const pool = new g.Pool(atOnce);
  const task = work.coroutine?.bind(work) ?? work.run.bind(work);
  let startupSeconds = 0;
  const all: Awaited<ReturnType<typeof pool.spawn>>[] = [];
  for (let n = 0; n < tasks; n += 1) {
    if (n === atOnce) startupSeconds = clock() - from;
    all.push(await pool.spawn(async () => task(n, work.input?.(n))));
  }
  if (atOnce >= tasks) startupSeconds = clock() - from;
  await g.joinall(all, { raiseError: true });
  return { values: all.map(({ value }) => value), startupSeconds };
};
