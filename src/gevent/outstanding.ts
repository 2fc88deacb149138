/** Counts greenlets that are not over. */
import { Linkable } from './linkable.js';

/** Ready while as many have ended as have begun. */
export class Outstanding extends Linkable {
  private count = 0;

  override ready(): boolean {
    return this.count === 0;
  }

  begun(): void {
    this.count++;
  }

  ended(): void {
    if (--this.count === 0) this.notifyLinks();
  }

  /** Resolves with true when none is left, with false when the time is up before. */
  join(on: string, seconds?: number): Promise<boolean> {
    return this.untilReady(on, seconds);
  }

  override toString(): string {
    return `<${this.count} greenlets>`;
  }
}
