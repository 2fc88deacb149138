/** What a thread costs. */
import { cpython, program } from '../harness/contestants.mjs';
import { atMost } from '../harness/goals.mjs';

const row = (name, what, unit, [fn, ...args], python) => ({
  name,
  what,
  unit,
  ours: program('ours/threads.mjs', fn, ...args),
  raw: program('raw/threads.mjs', fn, ...args),
  cpython: python ? cpython('threads', python, { args }) : null,
  goals: [atMost(1.1)],
});

export default [
  row(
    'thread-first-line',
    '`Thread`: start to the first line of its body',
    'time',
    ['firstLine'],
    'first_line',
  ),
  row('thread-start-join', '`Thread`: start + join', 'time', ['startJoin'], 'start_join'),
  row(
    'thread-100',
    '`Thread`: 100 at once, until all are over',
    'time',
    ['atOnce', 100],
    'at_once',
  ),
  row('thread-memory', '`Thread`: memory each', 'memory', ['memoryEach']),
];
