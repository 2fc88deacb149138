/** What pools of two workers do, on processes and on threads. */
import { cpython, program } from '../harness/contestants.mjs';
import { atLeast, atMost } from '../harness/goals.mjs';

const peersOf = {
  processes: ['tinypool', 'workerpool', 'poolifier', 'jest-worker'],
  threads: ['tinypool', 'piscina', 'workerpool', 'poolifier', 'threads', 'jest-worker'],
};
const nameOf = { processes: '`Pool(2)`', threads: '`ThreadPool(2)`' };

function row(kind, measure, what, rest, { args = [], peers = peersOf[kind], python } = {}) {
  const by = (module) => program('pools/measures.mjs', measure, module, kind, ...args);
  return {
    name: `pool-${kind}-${measure}`,
    what: `${nameOf[kind]}: ${what}`,
    rounds: 5,
    ours: by('ours/pool.mjs'),
    raw: by('raw/pool.mjs'),
    cpython: python ? cpython('pools', python, { args }) : null,
    peers: Object.fromEntries(peers.map((peer) => [peer, by(`peers/${peer}.mjs`)])),
    ...rest,
  };
}

const TASKS = 20_000;

/** A worker process can be asked how far it is while it computes: another thread of it answers, by the same library. */
const watched = {
  name: 'pool-processes-watched',
  what: '`Pool(2)`: the same beside raw children whose second thread sees each task, that load the library',
  unit: 'memory',
  rounds: 5,
  ours: program('pools/measures.mjs', 'memory', 'ours/pool.mjs', 'processes', TASKS),
  raw: program('pools/measures.mjs', 'memory', 'raw/pool.mjs', 'watched', TASKS),
  goals: [],
};

const both = ['processes', 'threads'].flatMap((kind) => {
  // Python's pool is one of processes; its threads share one interpreter.
  const python = (name) => (kind === 'processes' ? name : undefined);
  return [
    row(
      kind,
      'throughput',
      `${TASKS.toLocaleString('en')} trivial tasks`,
      { unit: 'rate', rate: true, goals: [atLeast(6, 'best peer'), atLeast(6, 'CPython')] },
      { args: [TASKS], python: 'throughput' },
    ),
    row(
      kind,
      'roundTrip',
      "one task's round trip",
      { unit: 'time', goals: [atMost(1.2)] },
      { python: python('round_trip') },
    ),
    row(
      kind,
      'megabyte',
      'a megabyte there and back',
      { unit: 'time', goals: [atMost(1.3)] },
      { python: python('megabyte') },
    ),
    row(
      kind,
      'mapping',
      '`map` of 10,000 numbers',
      { unit: 'rate', rate: true, goals: [atLeast(0.8, 'raw')] },
      { args: [10_000], peers: [], python: python('mapping') },
    ),
    row(
      kind,
      'memory',
      `most memory after ${TASKS.toLocaleString('en')} tasks`,
      { unit: 'memory', goals: [atMost(1.2), atMost(1, 'best peer')] },
      { args: [TASKS] },
    ),
  ];
});

export default [...both, watched];
