/** Every model by name, inside of a run. */
import { gevent } from './gevent.js';
import { greenlets } from './greenlets.js';
import type { Model } from './model.js';
import { pool } from './pool.js';
import { processes } from './processes.js';
import { sequential } from './sequential.js';
import { threadPool } from './thread-pool.js';
import { threads } from './threads.js';

export const runModel: Readonly<Record<string, Model>> = {
  sequential,
  gevent,
  greenlets,
  threads,
  processes,
  'thread-pool': threadPool,
  pool,
};
