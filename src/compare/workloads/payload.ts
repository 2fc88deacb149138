/** A task that does next to nothing with much data: what it costs to move bytes there and back. */
import type { Workload } from './workload.js';

export function carrying({ bytes }: { bytes: number }): Workload {
  return {
    input: (n) => new Uint8Array(bytes).fill(n),
    run: (n, input) => input?.map((byte) => byte + 1) ?? n,
    wrong(n, value) {
      const expected = (n + 1) & 0xff;
      const there = value instanceof Uint8Array ? value : undefined;
      if (there?.length === bytes && there.every((byte) => byte === expected)) return undefined;
      return `expected ${bytes} bytes of ${expected}, got ${there ? `${there.length} others` : typeof value}`;
    },
  };
}
