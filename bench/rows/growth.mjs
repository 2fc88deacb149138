/** How the cost of each primitive grows with the number of units. */
import { program } from '../harness/contestants.mjs';

const sweep = (name, what, module, fn, most) => ({
  name: `growth-${name}`,
  what,
  most,
  contestant: (n) => program(module, ...fn.split(' '), n),
});

export default [
  sweep('threads', 'threads, one after the other', 'ours/threads.mjs', 'oneByOne', 100),
  sweep('processes', 'processes, one after the other', 'ours/processes.mjs', 'oneByOne', 100),
  sweep('pool', 'tasks of a `Pool(2)`', 'pools/measures.mjs', 'time ours/pool.mjs processes'),
  sweep(
    'thread-pool',
    'tasks of a `ThreadPool(2)`',
    'pools/measures.mjs',
    'time ours/pool.mjs threads',
  ),
  sweep('locks', '`Lock`: acquire + release', 'ours/growth.mjs', 'locks'),
  sweep('events', '`Event`: set + clear', 'ours/growth.mjs', 'events'),
  sweep('queues', '`Queue`: items put, then got', 'ours/growth.mjs', 'queues'),
  sweep('greenlets', 'greenlets, each switching to the next', 'ours/growth.mjs', 'switches'),
  sweep('gevent', '`gevent`: spawned and joined', 'ours/growth.mjs', 'spawned'),
];
