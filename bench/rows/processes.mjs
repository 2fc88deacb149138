/** What a process costs. */
import { cpython, program } from '../harness/contestants.mjs';
import { atMost } from '../harness/goals.mjs';

export default [
  {
    name: 'process-start-join',
    what: '`Process`: start + join (CPython: spawn)',
    unit: 'time',
    rounds: 15,
    ours: program('ours/processes.mjs', 'startJoin'),
    raw: program('raw/processes.mjs', 'startJoin'),
    cpython: cpython('pools', 'start_join', { args: ['spawn'] }),
    goals: [atMost(1.15)],
  },
];
