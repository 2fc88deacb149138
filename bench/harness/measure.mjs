/** Measures one row: all who take part in turn, round by round, so that they share every disturbance. */
import { judge } from './goals.mjs';
import { median, ratio, spread } from './statistics.mjs';

/**
 * A row: `ours`, `raw` and `cpython` are contestants or null, `peers` are contestants by name. `rate`
 * says that a figure is better the greater it is.
 */
export async function measure(row, { rounds = row.rounds ?? 7, say }) {
  const { ours, raw, cpython, peers = {} } = row;
  const contestants = Object.entries({ ours, raw, CPython: cpython, ...peers }).filter(
    ([, contestant]) => contestant,
  );
  const samples = Object.fromEntries(contestants.map(([who]) => [who, []]));
  const failures = {};
  for (let round = -1; round < rounds; round++) {
    // Whoever begins is another one each time, since the first of a round may find a colder machine.
    const from = Math.max(round, 0) % contestants.length;
    for (const [who, contestant] of [...contestants.slice(from), ...contestants.slice(0, from)]) {
      if (failures[who] !== undefined) continue;
      say(`${row.name}: ${round < 0 ? 'warming up' : `round ${round + 1} of ${rounds}`}, ${who}`);
      try {
        const figure = await contestant.measure();
        if (round >= 0) samples[who].push(figure);
      } catch (error) {
        failures[who] = error.message;
        delete samples[who];
      }
    }
  }
  return summed(row, samples, failures, Object.keys(peers));
}

function summed(row, samples, failures, peerNames) {
  const { ours, raw, CPython: cpython } = samples;
  const present = peerNames.filter((peer) => samples[peer] !== undefined);
  const best = present.toSorted(
    (a, b) => (median(samples[a]) - median(samples[b])) * (row.rate ? -1 : 1),
  )[0];
  const others = {
    raw,
    CPython: cpython,
    'best peer': samples[best],
    'node on an empty .mjs': raw,
  };
  const told = (of) => of && { median: median(of), spread: spread(of) };
  return {
    name: row.name,
    what: row.what,
    unit: row.unit,
    ours: told(ours),
    bestPeer: best && { name: best, ...told(samples[best]) },
    cpython: told(cpython),
    raw: told(raw),
    ratios: Object.fromEntries(
      Object.entries({ raw, bestPeer: samples[best], cpython }).flatMap(([who, of]) =>
        of === undefined || ours === undefined ? [] : [[who, ratio(ours, of)]],
      ),
    ),
    goals: (row.goals ?? []).map((goal) => {
      const { text, found, met } = judge(goal, { ours, others });
      return { text, found, met };
    }),
    samples,
    ...(Object.keys(failures).length > 0 && { failures }),
  };
}
