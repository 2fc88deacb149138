// Many tasks in every kind of worker, some of which fail or end their worker. It says at the end how
// often each of them was accounted for. Nothing in it can wait for ever, whoever is ended on the way.
import {
  defineDemo,
  gevent,
  Lock,
  Pool,
  print,
  Process,
  Queue,
  QueueEmptyError,
  QueueFullError,
  sleep,
  Thread,
  ThreadPool,
} from 'concurrency-demos';

export function work(n) {
  if (n % 97 === 0) process.exit(3);
  if (n % 13 === 0) throw new RangeError(`${n} is unlucky`);
  if (n % 7 === 0) sleep(0.005);
  return n;
}

export function meet(lock, queue, rounds) {
  for (let i = 0; i < rounds; i++) {
    try {
      lock.with(() => sleep(0.001));
      queue.put(i, true, 0.2);
      queue.get(true, 0.2);
    } catch (error) {
      // Somebody else was ended in the middle of it.
      const borne = error instanceof QueueEmptyError || error instanceof QueueFullError;
      if (!borne && error.name !== 'AbandonedLockError') throw error;
    }
  }
}

/** A child with threads of its own. */
export function family(tasks) {
  const pool = new ThreadPool(2);
  const results = Array.from({ length: tasks }, (_, n) => pool.applyAsync(work, [n + 1]));
  pool.close();
  pool.join();
  const ended = results.filter((result) => result.ready());
  for (const result of ended) result.then(undefined, () => {}); // their failures are known
  print(`accounted for ${ended.length} of ${tasks}`);
}

/** Counts how often each task ended, by its result and by its callbacks. */
function submit(pool, count, account) {
  return Array.from({ length: count }, (_, n) => {
    const calls = { callbacks: 0, settled: 0 };
    account.push(calls);
    const callback = () => calls.callbacks++;
    const settled = () => calls.settled++;
    const result = pool.applyAsync(work, [n + 1], { callback, errorCallback: callback });
    return result.then(settled, settled);
  });
}

export async function main({ tasks }) {
  const account = [];
  const lock = new Lock();
  const queue = new Queue(4);
  const lanes = [1, 2, 3].map(() => new Thread({ target: meet, args: [lock, queue, 20] }));
  lanes.push(new Process({ target: family, args: [tasks] }));
  for (const lane of lanes) lane.start();
  const pools = [new Pool(2), new ThreadPool(2), new Pool(1, { maxTasksPerChild: 5 })];
  const pending = pools.flatMap((pool) => submit(pool, tasks, account));
  const greenlets = Array.from({ length: 50 }, () => gevent.spawn(() => gevent.sleep(0.01)));
  await gevent.joinall(greenlets);
  for (const pool of pools) pool.close();
  await Promise.all(pending);
  for (const pool of pools) await pool.joinAsync();
  for (const lane of lanes) await lane.joinAsync();
  const once = account.filter(({ callbacks, settled }) => callbacks === 1 && settled === 1);
  print(`accounted for ${once.length} of ${account.length}`);
}

export default defineDemo({
  main,
  summary: { en: 'everything at once', zh: '所有模型同时运行' },
  teaches: 'what happens when lanes are ended, delayed and starved',
  options: {
    tasks: { type: 'number', default: 100, description: { en: 'a pool', zh: '每个池的任务数' } },
  },
  ideal: { none: 'faults decide' },
});
