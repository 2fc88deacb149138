/** How a comparison says how far it is. */

import type { Comparison } from '../trace/comparison.js';

/** What is being done now. */
export interface Step {
  /** The workload or demo. */
  workload: string;
  /** Such as `threads, run 3 of 6`. */
  doing: string;
  /** The share of this workload's runs that are made, from 0 to 1. */
  done?: number;
  /** How long the rest of this workload takes, in seconds; undefined while that is unknown. */
  secondsLeft?: number | undefined;
}

/** Hears how a comparison gets on. */
export interface Progress {
  step(step: Step): void;
  /** One workload is compared. */
  finished?(comparison: Comparison): void;
  /** Something failed while the rest goes on: one line. */
  note(line: string): void;
}
