/** A task that fetches a page from a server on this machine that takes its time. */
import type { Workload } from './workload.js';

export function fetching({ url }: { url: string }): Workload {
  const page = async (n: number | string): Promise<string> => {
    const answer = await fetch(`${url}/${n}`);
    return answer.text();
  };
  return {
    run: page,
    wrong: (n, value) => (value === `page ${n}` ? undefined : `expected page ${n}`),
    // The first use of fetch loads it (30 ms): a part of starting the program.
    warm: async () => void (await page('warm')),
  };
}
