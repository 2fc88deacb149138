/** A recording as JSON lines again: what `--record` and `--json` write. */
import { eventLine } from '../trace/recording.js';
import type { Exporter } from './exporter.js';

/** Writes runs as a recording, each sorted by time. */
export const ndjson: Exporter = (runs) =>
  runs.flatMap(({ events }) => events.map(eventLine)).join('');
