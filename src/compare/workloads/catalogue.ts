/** The workloads by name, and what names one of the user's own. */

/** What can be said of a workload without loading it. */
export interface WorkloadFacts {
  /** For `--help`: what a task of it does. */
  summary: string;
}

export const workloads: Readonly<Record<string, WorkloadFacts>> = {
  sleep: { summary: 'waits, as for a disk or a person' },
  cpu: { summary: 'computes: counts primes, as many as take --seconds on this machine' },
  fetch: { summary: 'fetches a page from a local server that takes --seconds to answer' },
  payload: { summary: 'takes --bytes and gives as many back: what moving data costs' },
};

/** Whether a workload's name is a user's file and export. */
export function isUserWorkload(name: string): boolean {
  return name.includes('#') || /\.[cm]?[jt]s$/.test(name) || /^\.{0,2}[/\\]/.test(name);
}
