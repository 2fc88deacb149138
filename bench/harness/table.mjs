/** Shows measured rows to people, as a table that is also Markdown. */
import { markdownTable } from 'markdown-table';
import stringWidth from 'string-width';

const digits = (value) => Number(value.toPrecision(3)).toString();

const units = {
  time(seconds) {
    if (seconds >= 1) return `${digits(seconds)} s`;
    if (seconds >= 1e-3) return `${digits(seconds * 1e3)} ms`;
    if (seconds >= 1e-6) return `${digits(seconds * 1e6)} µs`;
    return `${digits(seconds * 1e9)} ns`;
  },
  rate(perSecond) {
    if (perSecond >= 1e6) return `${digits(perSecond / 1e6)} M/s`;
    return perSecond >= 1e3 ? `${digits(perSecond / 1e3)} k/s` : `${digits(perSecond)}/s`;
  },
  memory: (bytes) => `${digits(bytes / 1e6)} MB`,
  factor: (value) => digits(value),
};

/** A figure in its unit: `time` (seconds), `rate` (a second), `memory` (bytes) or `factor`. */
export const inUnit = (value, unit) => units[unit](value);

function cell(figure, unit) {
  if (figure === undefined) return '';
  const name = figure.name === undefined ? '' : `${figure.name} `;
  return `${name}${inUnit(figure.median, unit)} ±${Math.round(figure.spread * 100)} %`;
}

const times = (value) => (value === undefined ? '' : `${digits(value)} ×`);

function verdict(goals) {
  if (goals.length === 0) return '';
  const misses = goals.filter(({ met }) => met === false);
  if (misses.length > 0) return 'no';
  return goals.every(({ met }) => met === true) ? 'yes' : 'not all measured';
}

/** The rows as one table. */
export function table(rows) {
  const head = [
    'what',
    'ours',
    'best peer',
    'CPython',
    'raw',
    'ours / peer',
    'ours / CPython',
    'ours / raw',
    'goal',
    'reached',
  ];
  const body = rows.map(({ what, unit, ours, bestPeer, cpython, raw, ratios, goals }) => [
    what,
    ours === undefined ? 'failed' : cell(ours, unit),
    cell(bestPeer, unit),
    cell(cpython, unit),
    cell(raw, unit),
    times(ratios.bestPeer),
    times(ratios.cpython),
    times(ratios.raw),
    goals.map(({ text }) => text).join(', '),
    verdict(goals),
  ]);
  return markdownTable([head, ...body], {
    align: ['l', ...Array(7).fill('r'), 'l', 'l'],
    stringLength: stringWidth,
  });
}

/** What did not work, below the table. */
export function failures(rows) {
  return rows.flatMap(({ name, failures = {} }) =>
    Object.entries(failures).map(([who, why]) => `${name}: ${who} failed: ${why.trim()}`),
  );
}

/** How cost grows, a row for each primitive. */
export function growthTable(sweeps) {
  const sizes = [...new Set(sweeps.flatMap(({ points }) => points.map(([n]) => n)))];
  const body = sweeps.map(({ what, points, power }) => [
    what,
    ...sizes.map((size) => {
      const point = points.find(([n]) => n === size);
      return point === undefined ? '' : inUnit(point[1], 'time');
    }),
    power.toFixed(2),
  ]);
  const head = ['units', ...sizes.map((size) => size.toLocaleString('en')), 'exponent'];
  return markdownTable([head, ...body], {
    align: ['l', ...Array(sizes.length + 1).fill('r')],
    stringLength: stringWidth,
  });
}
