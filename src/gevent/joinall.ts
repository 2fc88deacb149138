/** Waiting for many. */
import { checkTimeout } from '../lane/errors.js';
import { checkCount } from './errors.js';
import { Greenlet, outstanding } from './greenlet.js';
import type { Linkable } from './linkable.js';
import { Wait } from './wait.js';

/** How long and for how many to wait. */
export interface WaitOptions {
  /** The longest wait in seconds; without it for ever. */
  timeout?: number;
  /** For how many to wait; without it for all. */
  count?: number;
}

/** How to wait for greenlets. */
export interface JoinallOptions extends WaitOptions {
  /** Whether to throw the first failure, in time, as soon as it happens; the others go on. */
  raiseError?: boolean;
}

/**
 * Waits until the greenlets are over.
 *
 * @param greenlets any number of them; the same one twice counts once
 * @param options `timeout` in seconds, `count`: how many are enough, `raiseError`
 * @returns a promise of those that are over, in the order in which they ended
 * @throws with `raiseError` the earliest failure
 * @throws BadTimeoutError, BadCountError
 * @example
 * await gevent.joinall([gevent.spawn(f, 'a'), gevent.spawn(f, 'b')], { timeout: 2 });
 * @see Python's `gevent.joinall`
 */
export async function joinall<G extends Greenlet>(
  greenlets: Iterable<G>,
  options: JoinallOptions = {},
): Promise<G[]> {
  const all = [...greenlets];
  if (options.raiseError !== true) return gather('joinall', all, options);
  for (const greenlet of all) greenlet.takers++;
  try {
    return await gather('joinall', all, options, (greenlet) => {
      if (greenlet.exception !== null) throw greenlet.exception as Error;
    });
  } finally {
    for (const greenlet of all) greenlet.takers--;
  }
}

/**
 * Waits for greenlets, events and results; with undefined, until every greenlet is over.
 *
 * @param objects what to wait for; undefined for all greenlets, from the main program
 * @param options `timeout` in seconds, `count`: how many are enough
 * @returns a promise of those that are ready, in the order in which they became so; of true for
 *   undefined, or of false when the time is up
 * @throws BadTimeoutError, BadCountError
 * @example
 * const [first] = await gevent.wait([worker, opened], { count: 1 });
 * await gevent.wait();
 * @see Python's `gevent.wait`
 */
export function wait<L extends Linkable>(objects: Iterable<L>, options?: WaitOptions): Promise<L[]>;
export function wait(objects?: undefined, options?: WaitOptions): Promise<boolean>;
export async function wait(
  objects: Iterable<Linkable> | undefined,
  options: WaitOptions = {},
): Promise<Linkable[] | boolean> {
  if (objects !== undefined) return gather('wait', [...objects], options);
  checkTimeout('gevent.wait()', options.timeout);
  return outstanding.join('greenlets', options.timeout);
}

/** @param check looks at each that is ready; what it throws ends the wait */
function gather<L extends Linkable>(
  what: string,
  objects: readonly L[],
  { timeout, count }: WaitOptions,
  check: (ready: L) => void = () => {},
): Promise<L[]> {
  checkTimeout(`gevent.${what}()`, timeout);
  if (count !== undefined) checkCount(`count of gevent.${what}()`, 0, count);
  const most = count ?? Infinity;
  const pending: L[] = [];
  const over = new Set<L>();
  for (const object of objects)
    if (object.ready()) over.add(object);
    else pending.push(object);
  const ready = [...over].sort((a, b) => placeOf(a) - placeOf(b));
  ready.slice(0, most).forEach(check);
  if (pending.length === 0 || ready.length >= most) return Promise.resolve(ready.slice(0, most));

  let wanted = ready.length;
  const wait = new Wait<L[]>(what, timeout, () => wait.wake(ready));
  const link = (object: L) => {
    if (!wait.pending) return;
    ready.push(object);
    try {
      check(object);
      if (ready.length === wanted) wait.wake(ready);
    } catch (error) {
      wait.fail(error);
    }
    if (!wait.pending) unlink();
  };
  const unlink = () => {
    for (const object of pending) if (!object.ready()) object.unlink(link);
  };
  wait.abandon = unlink;
  if (!wait.pending) return wait.promise;
  for (const object of pending) {
    // The same one again: a set of them all would take longer than all the links.
    if (object.linkedLast(link)) continue;
    object.rawlink(link);
    wanted++;
  }
  wanted = Math.min(wanted, most);
  return wait.promise;
}

function placeOf(object: Linkable): number {
  return object instanceof Greenlet ? object.endedAs : 0;
}
