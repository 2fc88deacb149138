/** What became of one run of one model, as its process says at its end. */
import type { CellStatus, Measurement } from '../trace/comparison.js';

export type Outcome =
  | { status: 'ok'; measurement: Measurement }
  | {
      status: Exclude<CellStatus, 'ok'>;
      error: string;
      /** The workload could not even be loaded: no model can run it. */
      unloadable?: true;
    };
