/** Finds the notes of a demo. */
import type { Notes } from './notes.js';

const all: Record<string, () => Promise<{ notes: Notes }>> = {
  'active-count': () => import('./active-count.js'),
  'gevent-fetch': () => import('./gevent-fetch.js'),
  greenlet: () => import('./greenlet.js'),
  pool: () => import('./pool.js'),
  'process-vs-thread': () => import('./process-vs-thread.js'),
  subclass: () => import('./subclass.js'),
  threads: () => import('./threads.js'),
  timing: () => import('./timing.js'),
  'traffic-light': () => import('./traffic-light.js'),
};

/** The notes of the demo; undefined where nobody has written any. */
export async function notesOf(demo: string): Promise<Notes | undefined> {
  return (await all[demo]?.())?.notes;
}
