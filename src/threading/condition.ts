/**
 * Python's `threading.Condition` on shared memory. Who waits hangs a node into the condition's queue;
 * a notification takes the oldest nodes out and wakes exactly their threads. Only who holds the lock
 * touches the queue.
 */
import { checkTimeout } from '../lane/errors.js';
import { assertMayBlock } from '../lane/lane.js';
import { awaitOn, blockOn } from '../lane/wait.js';
import { allocate, free, wordsAt } from '../memory/arena.js';
import { revive } from '../memory/crossing.js';
import { shareableObject } from '../memory/object.js';
import { type DeadlineMs, deadlineIn, type Waiting } from '../memory/park.js';
import { Holdable } from './holdable.js';
import { Lock } from './lock.js';
import { isOver, ownerHere } from './owner.js';
import { RLock } from './rlock.js';

const Word = { lock: 1, isPlain: 2, first: 3, last: 4 } as const;
const WORDS = 5;

/** The words of a node. */
const Node = { state: 0, next: 1, thread: 2 } as const;
const NODE_WORDS = 3;
/** A node's state while its thread waits, once it was notified, and once it gave up. */
const State = { waiting: 0, notified: 1, gaveUp: 2 } as const;

/** How a condition is made. */
export interface ConditionOptions {
  /** A name for traces and errors, which then speak of `condition NAME`. */
  name?: string;
}

const nodeAt = (offset: number): Int32Array => wordsAt(offset, NODE_WORDS);

/**
 * A lock together with a queue of threads that wait for something that the lock guards to change.
 *
 * @example
 * // one thread
 * ready.with(() => ready.waitFor(() => cell[0] === 1));
 * // another one
 * ready.with(() => {
 *   cell[0] = 1;
 *   ready.notifyAll();
 * });
 * @see Python's `threading.Condition`
 */
export class Condition extends Holdable {
  private known: Lock | RLock | undefined;

  protected get kind(): string {
    return 'condition';
  }

  protected get status(): string {
    return this.lock.locked() ? 'locked' : 'unlocked';
  }

  /**
   * @param lock what guards the condition, a Lock or an RLock; by default an RLock of its own
   * @param options all optional
   */
  constructor(lock: Lock | RLock = new RLock(), options: ConditionOptions = {}) {
    super(WORDS, options.name);
    this.words[Word.lock] = lock.offset;
    this.words[Word.isPlain] = Number(lock instanceof Lock);
    this.known = lock;
  }

  /** The lock that guards the condition. */
  get lock(): Lock | RLock {
    this.known ??= revive<Lock | RLock>(
      this.words[Word.isPlain] === 1 ? 'Lock' : 'RLock',
      this.words[Word.lock]!,
    );
    return this.known;
  }

  /** @internal The lock becomes known wherever the condition is. */
  override crossing(): void {
    super.crossing();
    this.lock.crossing();
  }

  /**
   * Takes the condition's lock; see `Lock.acquire`.
   *
   * @param blocking false: do not wait, return false where the lock is held
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @returns true once the lock is this thread's, false if it was not to be had
   */
  acquire(blocking?: boolean, timeoutSeconds?: number): boolean {
    return this.lock.acquire(blocking, timeoutSeconds);
  }

  /**
   * As `acquire`, without blocking the thread.
   *
   * @param timeoutSeconds the longest wait in seconds; without it for ever, 0 only looks
   * @returns resolves to true once the lock is this thread's, to false if the time was up first
   */
  acquireAsync(timeoutSeconds?: number): Promise<boolean> {
    return this.lock.acquireAsync(timeoutSeconds);
  }

  /** Gives the condition's lock back; see `Lock.release`. */
  release(): void {
    this.lock.release();
  }

  /**
   * Gives the lock back, blocks this thread until it is notified, and takes the lock again, as many
   * times as it was held. It wakes for no other reason.
   *
   * @param timeoutSeconds the longest wait for the notification in seconds; without it for ever
   * @returns true if it was notified, false if the time was up first; the lock is held again either way
   * @throws NotHolderError when this thread does not hold the lock
   * @throws BadTimeoutError when the time-out is negative or no number
   * @throws BlockingOnMainThreadError on the main thread of a plain script: await `waitAsync()` there
   */
  wait(timeoutSeconds?: number): boolean {
    checkTimeout('Condition.wait()', timeoutSeconds);
    assertMayBlock('Condition.wait()', 'Condition.waitAsync()');
    const steps = this.waitOnce(deadlineIn(timeoutSeconds), true);
    return blockOn(this.label, timeoutSeconds, steps);
  }

  /**
   * As `wait`, without blocking the thread. While it is pending, the program stays alive.
   *
   * @param timeoutSeconds the longest wait for the notification in seconds; without it for ever
   * @returns resolves to true if it was notified, to false if the time was up first
   * @throws NotHolderError when this thread does not hold the lock
   */
  async waitAsync(timeoutSeconds?: number): Promise<boolean> {
    checkTimeout('Condition.waitAsync()', timeoutSeconds);
    const steps = this.waitOnce(deadlineIn(timeoutSeconds), false);
    return awaitOn(this.label, timeoutSeconds, steps);
  }

  /**
   * Waits, again and again, until `predicate` returns something true. It is called with the lock held.
   *
   * @param predicate what to wait for
   * @param timeoutSeconds the longest wait in all, in seconds; without it for ever
   * @returns the predicate's last value, which is false only if the time was up first
   * @throws NotHolderError when this thread does not hold the lock
   */
  waitFor<T>(predicate: () => T, timeoutSeconds?: number): T {
    checkTimeout('Condition.waitFor()', timeoutSeconds);
    assertMayBlock('Condition.waitFor()', 'Condition.waitForAsync()');
    const steps = this.waitUntil(predicate, deadlineIn(timeoutSeconds), true);
    return blockOn(this.label, timeoutSeconds, steps);
  }

  /**
   * As `waitFor`, without blocking the thread.
   *
   * @param predicate what to wait for; it is called with the lock held
   * @param timeoutSeconds the longest wait in all, in seconds; without it for ever
   * @returns resolves to the predicate's last value, which is false only if the time was up first
   */
  async waitForAsync<T>(predicate: () => T, timeoutSeconds?: number): Promise<T> {
    checkTimeout('Condition.waitForAsync()', timeoutSeconds);
    const steps = this.waitUntil(predicate, deadlineIn(timeoutSeconds), false);
    return awaitOn(this.label, timeoutSeconds, steps);
  }

  /**
   * Wakes threads that wait, those first that have waited longest. They go on once this thread has
   * released the lock.
   *
   * @param count how many at most
   * @throws NotHolderError when this thread does not hold the lock
   */
  notify(count = 1): void {
    this.lock.assertHeld('Condition.notify()');
    const { words } = this;
    for (let left = count; left > 0 && words[Word.first] !== 0;) {
      const offset = words[Word.first]!;
      const node = nodeAt(offset);
      words[Word.first] = node[Node.next]!;
      // A thread that was ended while it waited cannot take a notification, nor free its node.
      if (isOver(node[Node.thread]!)) {
        free(offset, NODE_WORDS * 4);
        continue;
      }
      const { waiting, notified } = State;
      if (Atomics.compareExchange(node, Node.state, waiting, notified) !== waiting) continue;
      Atomics.notify(node, Node.state);
      left--;
    }
  }

  /** Wakes all threads that wait; see `notify`. */
  notifyAll(): void {
    this.notify(Infinity);
  }

  /** @internal One wait, as its steps. */
  *waitOnce(deadline: DeadlineMs, blocking: boolean): Waiting<boolean> {
    const { lock } = this;
    lock.assertHeld('Condition.wait()');
    const me = ownerHere();
    const offset = allocate(NODE_WORDS * 4);
    const words = nodeAt(offset);
    words[Node.thread] = me;
    this.append(offset);
    const again = lock.lend();
    const { waiting, gaveUp } = State;
    const changed = yield { words, index: Node.state, seen: waiting, deadline };
    // Here too a notification may come in the very last moment; then the wait was not in vain.
    const notified =
      changed || Atomics.compareExchange(words, Node.state, waiting, gaveUp) !== waiting;
    yield* lock.take(me, Infinity, blocking);
    lock.takeBack(again);
    if (!notified) this.remove(offset);
    free(offset, NODE_WORDS * 4);
    return notified;
  }

  /** @internal Waits until `predicate` holds, as its steps. */
  *waitUntil<T>(predicate: () => T, deadline: DeadlineMs, blocking: boolean): Waiting<T> {
    for (;;) {
      const value = predicate();
      if (value || deadline - performance.now() <= 0) return value;
      yield* this.waitOnce(deadline, blocking);
    }
  }

  private append(offset: number): void {
    const { words } = this;
    if (words[Word.first] === 0) words[Word.first] = offset;
    else nodeAt(words[Word.last]!)[Node.next] = offset;
    words[Word.last] = offset;
  }

  /** Takes out the node of a wait that gave up, unless a notification has done so. */
  private remove(offset: number): void {
    const { words } = this;
    let before = 0;
    for (let at = words[Word.first]!; at !== 0; at = nodeAt(at)[Node.next]!) {
      if (at === offset) {
        const next = nodeAt(at)[Node.next]!;
        if (before === 0) words[Word.first] = next;
        else nodeAt(before)[Node.next] = next;
        if (words[Word.last] === offset) words[Word.last] = before;
        return;
      }
      before = at;
    }
  }
}

shareableObject('Condition', Condition, WORDS);
