/** How cost grows with the number of units. */
import { exponent, median } from './statistics.mjs';

const SIZES = [1, 10, 100, 1000, 10_000];

/** Measures `contestant(n)` for each size; a single unit says more of the machine than of growth. */
export async function sweep({ name, what, contestant, most = Infinity }, { say }) {
  const points = [];
  for (const size of SIZES.filter((size) => size <= most)) {
    const samples = [];
    for (let round = 0; round < 3; round++) {
      say(`${name}: ${size}`);
      samples.push(await contestant(size).measure());
    }
    points.push([size, median(samples)]);
  }
  return { name, what, points, power: exponent(points.slice(1)) };
}
