/** What each demo takes above its ideal. Sleeps are four times shorter; the excess is not. */
import { program } from '../harness/contestants.mjs';
import { atMost } from '../harness/goals.mjs';

const SPEED = 4;

const row = (demo, raw) => ({
  name: `demo-${demo}`,
  what: `\`${demo}\`: excess over its ideal`,
  unit: 'time',
  rounds: 5,
  ours: program('ours/demos.mjs', 'excess', demo, SPEED),
  raw: program('raw/demos.mjs', raw, SPEED),
  goals: [atMost(1.15)],
});

export default [
  row('threads', 'threads'),
  row('subclass', 'threads'),
  row('timing', 'timing'),
  row('active-count', 'activeCount'),
  row('traffic-light', 'trafficLight'),
  row('greenlet', 'greenlets'),
];
