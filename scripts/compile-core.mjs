/** A demo of what threads mostly do, in one thread, which keeps what V8 compiled of the library for it. */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { defineDemo, Event, Lock, print, Process, Queue, sleep, Thread } from 'concurrency-demos';

export function nothing() {}

export function most() {
  const [event, lock, queue] = [new Event(), new Lock(), new Queue()];
  lock.with(() => event.set());
  event.wait();
  queue.put({ item: 1 });
  queue.get();
  sleep(0.001);
  print('done');
  for (const Kind of [Thread, Process]) {
    const other = new Kind({ target: nothing, args: [1], name: 'other' });
    other.start();
    other.join();
  }
  const require = createRequire(import.meta.url);
  const { script } = require.cache[require.resolve('../dist/bundle/core.cjs')];
  writeFileSync('dist/bundle/core.v8', script.createCachedData());
}

export function main() {
  const thread = new Thread({ target: most });
  thread.start();
  thread.join();
}

export default defineDemo({
  main,
  summary: { en: 'what threads mostly do', zh: '线程常做的事' },
  teaches: 'threading.Thread',
  ideal: { none: 'it is not for looking at' },
});
