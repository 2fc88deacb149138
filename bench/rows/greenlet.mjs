/** What a switch of greenlets costs. */
import { cpython, program } from '../harness/contestants.mjs';
import { atMost } from '../harness/goals.mjs';

export default [
  {
    name: 'greenlet-switch',
    what: '`greenlet`: a switch',
    unit: 'time',
    ours: program('ours/greenlet.mjs', 'switching'),
    raw: program('raw/greenlet.mjs', 'switching'),
    cpython: cpython('greenlets', 'switching', { needs: 'greenlet' }),
    goals: [atMost(2)],
  },
];
