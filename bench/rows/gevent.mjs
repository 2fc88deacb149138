/** What greenlets of gevent cost. */
import { cpython, program } from '../harness/contestants.mjs';
import { atMost, faster, noMoreThan } from '../harness/goals.mjs';

const row = (name, what, fn, python, args, rest) => ({
  name,
  what,
  unit: 'time',
  ours: program('ours/gevent.mjs', fn, ...args),
  raw: program('raw/gevent.mjs', fn, ...args),
  cpython: cpython('greenlets_of_gevent', python, { needs: 'gevent', args }),
  ...rest,
});
const spawned = (count) =>
  row(
    `gevent-spawn-${count}`,
    `\`gevent\`: spawn + joinall of ${count.toLocaleString('en')}, each`,
    'spawnJoinEach',
    'spawn_join_each',
    [count],
    // The collector's pauses make two kinds of rounds of the short ones.
    { rounds: count > 10_000 ? undefined : 25, goals: [faster(8, 'CPython')] },
  );

export default [
  spawned(10_000),
  spawned(100_000),
  row('gevent-sleep-0', '`gevent.sleep(0)`', 'sleepZero', 'sleep_zero', [], {
    goals: [atMost(1, 'CPython')],
  }),
  row(
    'gevent-sleeping',
    '`gevent`: 10,000 that sleep 0.1 s, elapsed over ideal',
    'sleeping',
    'sleeping',
    [10_000],
    { unit: 'factor', goals: [noMoreThan(1.15, '1.15')] },
  ),
  row(
    'gevent-sleeping-warm',
    '`gevent`: the same for the fifth time, when V8 has compiled it',
    'sleeping',
    'sleeping',
    [10_000, 5],
    { unit: 'factor', goals: [noMoreThan(1.15, '1.15')] },
  ),
  row(
    'gevent-sleeping-turns',
    '`gevent`: the same beside raw functions that each begin in a turn of their own',
    'sleeping',
    'sleeping',
    [10_000],
    {
      unit: 'factor',
      raw: program('raw/gevent.mjs', 'sleepingInTurns', '10000'),
      cpython: undefined,
    },
  ),
];
