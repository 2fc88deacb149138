/** A demo of what lanes mostly do, which keeps what V8 compiled of the library for it. */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
// Not by the package's name, which would load all of it.
const core = require('../dist/bundle/core.cjs');
const { defineDemo, Event, Lock, print, Process, Queue, sleep, Thread } = core;

function keep(name) {
  const { script } = require.cache[require.resolve(`../dist/bundle/${name}.cjs`)];
  writeFileSync(`dist/bundle/${name}.v8`, script.createCachedData());
}

export function inThread() {
  const [event, lock, queue] = [new Event(), new Lock(), new Queue()];
  lock.with(() => event.set());
  event.wait();
  queue.put({ item: 1 });
  queue.get();
  sleep(0.001);
  print('done');
  keep('core');
}

export function inProcess() {
  print('done');
  keep('processes');
}

export async function main() {
  for (const lane of [new Thread({ target: inThread }), new Process({ target: inProcess })]) {
    lane.start();
    lane.join();
  }
  const { gevent } = core;
  await gevent.joinall([gevent.spawn(() => gevent.sleep(0.001)), gevent.spawn(() => {})]);
  keep('gevent');
}

export default defineDemo({
  main,
  summary: { en: 'what lanes mostly do', zh: '各通道常做的事' },
  teaches: 'threading.Thread',
  ideal: { none: 'it is not for looking at' },
});
