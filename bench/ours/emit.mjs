/** What an event costs that nobody listens to, as call sites in `src/` write it. */
import { do_not_optimize, measure } from 'mitata';
import { emit, listening } from '../../dist/src/trace/emit.js';

const nobody = (on) => {
  if (listening) emit({ type: 'set', on });
};

export const unheard = async () =>
  (await measure(() => do_not_optimize(nobody('event')))).p50 / 1e9;
