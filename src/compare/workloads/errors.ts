/** A user's workload that cannot be loaded; the message says why, in one line. */
export class WorkloadLoadError extends Error {
  override name = 'WorkloadLoadError';
}
