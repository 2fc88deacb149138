/** What an event costs that nobody listens to, as call sites in `src/` write it. */
import { do_not_optimize, measure } from 'mitata';
import { emit, trace } from '../../dist/src/trace/emit.js';

const nobody = (on) => {
  if (trace.on) emit({ type: 'set', on });
};

export const unheard = async () =>
  (await measure(() => do_not_optimize(nobody('event')))).p50 / 1e9;
