import { do_not_optimize, measure } from 'mitata';

const nobody = (_on) => {};

export const unheard = async () =>
  (await measure(() => do_not_optimize(nobody('event')))).p50 / 1e9;
