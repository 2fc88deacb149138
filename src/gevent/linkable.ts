/** What one can wait for: a greenlet, an event, a result. */
import { report } from './report.js';
import { giveTurn } from './turns.js';
import { Wait } from './wait.js';

/** By this name Node asks an object how to show it. */
const INSPECT: unique symbol = Symbol.for('nodejs.util.inspect.custom');

/** Called with what has become ready. */
export type Link<S> = (source: S) => void;

/**
 * Something that becomes ready, and then tells those who wait for it: a greenlet, an event, a result.
 *
 * @example
 * const first: gevent.Linkable[] = await gevent.wait([worker, opened], { count: 1 });
 * @see Python's `gevent._abstract_linkable.AbstractLinkable`
 */
export abstract class Linkable {
  /** Most have one: thousands of greenlets need no list each. */
  private links: Link<never> | Link<never>[] | null = null;

  /**
   * Names it, for messages.
   *
   * @returns a short text
   */
  abstract toString(): string;

  /** @internal */
  [INSPECT](): string {
    return this.toString();
  }

  /**
   * Whether waiting for it would return at once.
   *
   * @returns true once it is ready
   */
  abstract ready(): boolean;

  /**
   * Calls `callback` once, in the moment in which this becomes ready; it must not wait. If it is ready
   * already, in a turn of the loop of its own.
   *
   * @param callback takes this object
   * @example
   * opened.rawlink(() => print('set'));
   * @see Python's `rawlink` of gevent's greenlets, events and results
   */
  rawlink(callback: Link<this>): void {
    if (this.ready()) giveTurn({ takeTurn: () => this.tell(callback) });
    else if (this.links === null) this.links = callback;
    else if (typeof this.links === 'function') this.links = [this.links, callback];
    else this.links.push(callback);
  }

  /**
   * Forgets a callback that has not been called yet.
   *
   * @param callback the function that was given to `rawlink`
   * @see Python's `unlink` of gevent's greenlets, events and results
   */
  unlink(callback: Link<this>): void {
    if (this.links === callback) this.links = null;
    if (this.links === null || typeof this.links === 'function') return;
    const at = this.links.indexOf(callback);
    if (at >= 0) this.links.splice(at, 1);
  }

  /** @internal Whether this callback was linked last. */
  linkedLast(callback: Link<this>): boolean {
    const { links } = this;
    return links === callback || (Array.isArray(links) && links.at(-1) === callback);
  }

  /** Calls the callbacks, in the order in which they came. */
  protected notifyLinks(): void {
    const { links } = this;
    if (links === null) return;
    this.links = null;
    if (typeof links === 'function') this.tell(links);
    else for (const link of links) this.tell(link);
  }

  /** Resolves with true when this is ready, with false when the time is up before; 0 only looks. */
  protected untilReady(on: string, seconds: number | undefined): Promise<boolean> {
    if (this.ready()) return Promise.resolve(true);
    if (seconds === 0) return Promise.resolve(false);
    const wait = new Wait<boolean>(on, seconds, late);
    const link = () => void wait.wake(true);
    wait.abandon = () => this.unlink(link);
    if (wait.pending) this.rawlink(link);
    return wait.promise;
  }

  /** Calls a callback; what it throws is reported, so that the others still get their turn. */
  protected tell(link: Link<never>): void {
    try {
      link(this as never);
    } catch (error) {
      report(`A callback linked to ${this.toString()}`, error, undefined);
    }
  }
}

function late(wait: Wait<boolean>): void {
  wait.wake(false);
}
