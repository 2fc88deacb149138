/** How many threads and processes the machine bears. */
import { readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { NoRoomError } from './errors.js';
import { hooksOfThisThread } from './alias.js';
import { settings } from './lane.js';

/** What one takes that does next to nothing, and as much for its work; `docs/limits.md` has the figures. */
const MEGABYTES = { threads: 12, processes: 50 };
/** How many pieces of address space a thread takes; Linux gives a process so many and no more. */
const MAPS_PER_THREAD = 50;
/** The rest is for everything else on the machine. */
const SHARE = 0.8;

const most: { threads?: number; processes?: number } = {};

function bearable(kind: keyof typeof MEGABYTES): number {
  // A container may have less than the machine.
  const bytes = Math.min(totalmem(), process.constrainedMemory() || Infinity);
  const byMemory = (bytes * SHARE) / (MEGABYTES[kind] * 1e6);
  if (kind === 'processes') return Math.max(1, Math.floor(byMemory));
  // Node 20 leads a file to this package by a thread beside every thread.
  const threads = settings.userFile && hooksOfThisThread() === undefined ? 2 : 1;
  const byMaps = (mostMaps() * SHARE) / MAPS_PER_THREAD;
  return Math.max(1, Math.floor(Math.min(byMemory, byMaps) / threads));
}

/** V8 ends the whole program where it gets none. */
function mostMaps(): number {
  try {
    return Number(readFileSync('/proc/sys/vm/max_map_count', 'utf8')) || Infinity;
  } catch {
    return Infinity;
  }
}

/**
 * Refuses what would take from the machine what everything else on it needs.
 *
 * @param count how many would be alive at once
 * @throws NoRoomError
 */
export function assertRoom(what: string, kind: keyof typeof MEGABYTES, count: number): void {
  const limit = (most[kind] ??= bearable(kind));
  if (count > limit) throw new NoRoomError(what, kind, limit);
}
