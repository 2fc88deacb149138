/** What it costs to be watched, and not to be. */
import { program } from '../harness/contestants.mjs';
import { atMost, noLessThan } from '../harness/goals.mjs';

export default [
  {
    name: 'emit',
    what: 'an event while nobody listens (raw: an empty function)',
    unit: 'time',
    ours: program('ours/emit.mjs', 'unheard'),
    raw: program('raw/emit.mjs', 'unheard'),
    goals: [atMost(3)],
  },
  {
    name: 'print-flood',
    what: '`print`: a million lines from 2 threads, `--json` to a file',
    unit: 'rate',
    rate: true,
    rounds: 3,
    ours: program('ours/flood.mjs', 'linesPerSecond', 1_000_000),
    raw: program('raw/flood.mjs', 'linesPerSecond', 1_000_000),
    goals: [noLessThan(500_000, '500,000 lines/s')],
  },
];
