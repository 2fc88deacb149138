/** What a worker's entry does before any code of the user runs there. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { adoptArena } from '../memory/arena.js';
import { findLaneBy, listen } from '../trace/emit.js';
import { RingWriter } from '../trace/ring.js';
import { aliasOurselves } from './alias.js';
import { type Settings, settings } from './lane.js';
import { linkByPort } from './link.js';
import { captureOutput } from './output.js';

/** What the conductor gives every worker of the program. */
export interface Boot<Job> {
  arena: SharedArrayBuffer;
  /** Where its events go; null if nobody listens. */
  ring: SharedArrayBuffer | null;
  settings: Settings;
  job: Job;
}

/** The one-number message by which a worker says that its ring has something new. */
export const DOORBELL = 0;

/** Makes this worker a lane of the program, and returns what it is to do. */
export function bootWorker<Job>(
  use: (job: Job) => { lane: number; bell: Int32Array },
  boot = workerData as Boot<Job>,
): Job {
  const { arena, ring, settings: given, job } = boot;
  const port = parentPort as MessagePort;
  adoptArena(arena);
  adoptSettings(given);
  const { lane, bell } = use(job);
  findLaneBy(() => lane);
  linkByPort(port, bell);
  if (ring !== null) {
    listen(new RingWriter(ring, () => port.postMessage(DOORBELL)));
    captureOutput();
  }
  return job;
}

/** Uses the settings of the run; before any code of the user runs. */
export function adoptSettings(given: Settings): void {
  Object.assign(settings, given);
  if (settings.userFile) aliasOurselves();
}
