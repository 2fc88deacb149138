/**
 * Two workers and messages, by hand: what waits goes to an idle worker together, at most 512 in a message.
 */
import { fork } from 'node:child_process';
import { Worker } from 'node:worker_threads';

const file = new URL('pool-worker.mjs', import.meta.url);

function over(workers) {
  const waiting = [];
  const idle = [...workers];
  const feed = () => {
    while (idle.length > 0 && waiting.length > 0) {
      const batch = waiting.splice(0, Math.ceil(Math.min(512, waiting.length / workers.length)));
      const worker = idle.pop();
      worker.take = (results) => {
        idle.push(worker);
        results.forEach((result, i) => batch[i].resolve(result));
        feed();
      };
      worker.post(batch.map(({ value }) => value));
    }
  };
  return {
    run(value) {
      return new Promise((resolve) => {
        if (waiting.push({ value, resolve }) === 1) queueMicrotask(feed);
      });
    },
    /** Chunks of a quarter of each worker's share, as Python's `map` cuts them. */
    async map(values) {
      const size = Math.ceil(values.length / (4 * workers.length));
      const chunks = [];
      for (let at = 0; at < values.length; at += size) chunks.push(values.slice(at, at + size));
      return (await Promise.all(chunks.map((chunk) => this.run(chunk)))).flat();
    },
    close: () => Promise.all(workers.map((worker) => worker.end())),
  };
}

const forked = (...args) =>
  over(
    [1, 2].map(() => {
      const child = fork(file, args, { serialization: 'advanced' });
      const worker = {
        post: (batch) => child.send(batch),
        end: () => new Promise((resolve) => child.once('exit', resolve).disconnect()),
      };
      child.on('message', (results) => worker.take(results));
      return worker;
    }),
  );

export const processes = () => forked();

/** Each child has one more thread, which sees how far the first is while that computes; both load the library. */
export const watched = () => forked('watched');

export const threads = () =>
  over(
    [1, 2].map(() => {
      const thread = new Worker(file);
      const worker = { post: (batch) => thread.postMessage(batch), end: () => thread.terminate() };
      thread.on('message', (results) => worker.take(results));
      return worker;
    }),
  );
