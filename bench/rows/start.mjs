/** How long the program takes to start, whole processes. */
import { cli, emptyPython, wholeProcess } from '../harness/contestants.mjs';
import { atMost } from '../harness/goals.mjs';

const empty = wholeProcess(process.execPath, 'bench/raw/empty.mjs');
const row = (name, what, words, factor) => ({
  name,
  what,
  unit: 'time',
  rounds: 25,
  ours: cli(...words),
  raw: empty,
  cpython: emptyPython(),
  goals: [atMost(factor, 'node on an empty .mjs')],
});

export default [
  row('list', '`list`, whole process', ['list'], 1.4),
  row('help', '`--help`, whole process', ['--help'], 1.4),
  row('run', '`run greenlet --plain`, whole process', ['run', 'greenlet', '--plain'], 2.3),
];
