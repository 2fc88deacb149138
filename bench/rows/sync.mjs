/** What locks and queues cost. */
import { availableParallelism } from 'node:os';
import { cpython, program } from '../harness/contestants.mjs';
import { atMost, faster } from '../harness/goals.mjs';

const queue = (kind, factor) => ({
  name: `queue-${kind}`,
  what: `\`Queue\`: a round trip of two threads, ${kind}`,
  unit: 'time',
  ours: program('ours/sync.mjs', kind),
  cpython: cpython('sync', 'ping_pong', { args: [kind] }),
  // Where one core is free, two threads can only take turns.
  goals: availableParallelism() > 1 ? [faster(factor, 'CPython')] : [],
});

export default [
  {
    name: 'lock',
    what: '`Lock`: acquire + release, nobody else',
    unit: 'time',
    ours: program('ours/sync.mjs', 'lock'),
    raw: program('raw/sync.mjs', 'lock'),
    cpython: cpython('sync', 'lock'),
    goals: [atMost(0.6, 'CPython')],
  },
  queue('numbers', 20),
  queue('objects', 3),
];
