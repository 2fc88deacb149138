/** The files that can be made of recorded runs, each by an exporter that is loaded when asked for. */
import type { Run } from '../trace/recording.js';

type Exporter = (runs: readonly Run[]) => string;

export type ExportName = 'trace' | 'svg' | 'html' | 'cast';

export const exporters: { [name in ExportName]?: () => Promise<Exporter> } = {};
