/** What an Event costs. */
import { cpython, onOneCore, program } from '../harness/contestants.mjs';
import { atMost, faster } from '../harness/goals.mjs';
import { availableParallelism } from 'node:os';

const ours = program('ours/event.mjs', 'pingPong');
const raw = program('raw/event.mjs', 'pingPong');
const python = cpython('threads', 'ping_pong');

export default [
  {
    name: 'event-ping-pong',
    what: '`Event`: a round trip of two threads',
    unit: 'time',
    ours,
    raw,
    cpython: python,
    goals: availableParallelism() > 1 ? [faster(50, 'CPython')] : [atMost(1)],
  },
  {
    name: 'event-spinning',
    what: '`Event`: the same beside two raw threads that never sleep',
    unit: 'time',
    ours,
    raw: program('raw/event.mjs', 'spinning'),
    goals: [],
  },
  {
    name: 'event-one-core',
    what: '`Event`: a round trip of two threads on one core',
    unit: 'time',
    ours: onOneCore(ours),
    raw: onOneCore(raw),
    cpython: onOneCore(python),
    goals: [atMost(1)],
  },
  {
    name: 'event-one-core-raw-events',
    what: '`Event`: the same beside raw events: seen, set and cleared, sleepers counted',
    unit: 'time',
    ours: onOneCore(ours),
    raw: onOneCore(program('raw/event.mjs', 'events')),
    goals: [],
  },
  {
    name: 'event-set-clear',
    what: '`Event`: set + clear, nobody waiting',
    unit: 'time',
    ours: program('ours/event.mjs', 'setClear'),
    cpython: cpython('threads', 'set_clear'),
    goals: [atMost(0.6, 'CPython')],
  },
];
