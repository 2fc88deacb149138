/** The axis of time above the bars. */
import { columnOf, type Scale } from './raster.js';

/** A moment with its label. */
interface Tick {
  column: number;
  label: string;
}

/** A label needs this many columns, itself and the air beside it. */
const ROOM = 11;

/** Seconds. No clock tells moments apart that are closer; a recording from elsewhere may try. */
const FINEST = 1e-10;

const UNITS = [
  { name: 's', seconds: 1 },
  { name: 'ms', seconds: 1e-3 },
  { name: 'µs', seconds: 1e-6 },
] as const;

/** Round moments: steps of 1, 2 or 5 times a power of ten, as many as leave room for their labels. */
export function ticks(scale: Scale, ascii: boolean): Tick[] {
  const end = scale.from + scale.seconds;
  const unit = UNITS.find(({ seconds }) => end >= seconds) ?? UNITS[2];
  const least = ((scale.seconds / unit.seconds) * ROOM) / scale.columns;
  const step = roundStep(Math.max(least, FINEST / unit.seconds));
  const name = ascii && unit.name === 'µs' ? 'us' : unit.name;
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  const found: Tick[] = [];
  const first = Math.ceil(scale.from / unit.seconds / step);
  for (let i = 0; i < scale.columns && (first + i) * step * unit.seconds <= end; i++) {
    const value = (first + i) * step;
    const column = columnOf(value * unit.seconds, scale);
    found.push({ column, label: `${Number(value.toFixed(decimals))} ${name}` });
  }
  return found;
}

function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((digit) => digit * power >= least) ?? 10);
}

/** The axis as two lines: labels, and a ruler with a tick below each. */
export function axis(scale: Scale, ascii: boolean): [labels: string, ruler: string] {
  let labels = '';
  const ruler = Array.from<string>({ length: scale.columns }).fill(ascii ? '-' : '─');
  for (const { column, label } of ticks(scale, ascii)) {
    ruler[column] = ascii ? '+' : '┬';
    if (column + label.length > scale.columns) continue;
    labels = labels.padEnd(column) + label;
  }
  return [labels, ruler.join('')];
}
