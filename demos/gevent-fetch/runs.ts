/** What was measured of the fetches, and what follows from it. */
import { text } from 'concurrency-demos';

/** One fetch. */
export interface Fetch {
  ok: boolean;
  /** How long the request itself took: without what it took to start. */
  seconds: number;
  /** When it began and ended, in seconds on the clock of its thread. */
  began: number;
  ended: number;
}

/** All fetches of one way to do them. */
export interface Run {
  patch: boolean;
  /** From the first request to the last answer. */
  seconds: number;
  fetches: Fetch[];
}

const now = (): number => performance.now() / 1000;

/** Begins to measure a fetch. */
export function begin(): { over: (ok: boolean, seconds?: number) => Fetch } {
  const began = now();
  return {
    over(ok, seconds = now() - began) {
      return { ok, seconds, began, ended: now() };
    },
  };
}

/** What the fetches were together. */
export function run(patch: boolean, fetches: Fetch[]): Run {
  const began = Math.min(...fetches.map((fetch) => fetch.began));
  const ended = Math.max(...fetches.map((fetch) => fetch.ended));
  return { patch, seconds: ended - began, fetches };
}

/** Seconds if nothing but the fetches took time: side by side the longest, else their sum. */
export function ideal(runs: readonly Run[]): number {
  return runs.reduce((total, { patch, fetches }) => {
    const seconds = fetches.map((fetch) => fetch.seconds);
    return total + (patch ? Math.max(...seconds) : seconds.reduce((sum, one) => sum + one, 0));
  }, 0);
}

/** Says how much faster the second run was than the first. */
export function compared([unpatched, patched]: readonly Run[]): string {
  const [before, after] = [unpatched!.seconds, patched!.seconds];
  const [a, b, times] = [before.toFixed(2), after.toFixed(2), (before / after).toFixed(1)];
  return text({
    en: `unpatched ${a} s, patched ${b} s: ${times} times as fast`,
    zh: `未打补丁 ${a} 秒，打补丁后 ${b} 秒：速度是 ${times} 倍`,
  });
}

/** No page could be fetched at all. */
export class AllFailedError extends Error {
  override name = 'AllFailedError';
  constructor() {
    super(
      text({
        en: 'no page could be fetched; try --local, which needs no network.',
        zh: '一个页面也没有取到；可以试试不需要网络的 --local。',
      }),
    );
  }
}

/** @throws AllFailedError unless a fetch succeeded */
export function checkAny(runs: readonly Run[]): void {
  if (!runs.some(({ fetches }) => fetches.some(({ ok }) => ok))) throw new AllFailedError();
}
