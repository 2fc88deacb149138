/** Shows greenlets as lanes; called only while somebody listens. */
import { threadId } from 'node:worker_threads';
import { newLane } from '../lane/lane.js';
import { currentLane, emit, findLaneBy } from '../trace/emit.js';
import type { Greenlet } from './greenlet.js';

/**
 * Makes `find` say which lane is the current one, until the returned function is called. Only while
 * the trampoline runs: so greenlets nest within whatever lane called them, a gevent one's too.
 */
export function nestLanes(main: Greenlet, find: () => number): () => void {
  main.lane = currentLane();
  const before = findLaneBy(find);
  return () => void findLaneBy(before);
}

/** Says that control goes from one greenlet to another: the first of them may just have ended. */
export function traceSwitch(from: Greenlet, to: Greenlet): void {
  // Begun before it is named, so that whoever reads the switch knows the lane.
  if (to.lane === null) {
    to.lane = newLane();
    const parent = to.parent?.lane ?? from.lane!;
    emit(
      {
        type: 'lane-start',
        kind: 'greenlet',
        name: to.name,
        parent,
        pid: process.pid,
        tid: threadId,
      },
      to.lane,
    );
  }
  emit({ type: 'switch', to: to.lane }, from.lane!);
  if (from.ended !== null)
    emit({ type: 'lane-end', kind: 'greenlet', how: from.ended }, from.lane!);
}
