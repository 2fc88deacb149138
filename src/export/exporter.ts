/** What all exporters have in common. */
import type { Run } from '../trace/recording.js';

/** Makes a text of recorded runs; it reads no file and no clock, so that equal runs give equal texts. */
export type Exporter = (runs: readonly Run[]) => string;
