/** What a run of the fetches was like, and what follows from it. */
import { text } from 'concurrency-demos';

/** How one fetch went. */
export interface Fetched {
  ok: boolean;
  seconds: number;
}

/** One run over all addresses. */
export interface Run {
  patch: boolean;
  seconds: number;
  fetched: Fetched[];
}

/** Seconds that the runs would take if nothing but the fetches took time. */
export function idealOf(runs: readonly Run[]): number {
  return runs.reduce((total, { patch, fetched }) => {
    const seconds = fetched.map((one) => one.seconds);
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

/** None of the pages could be fetched. */
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

/** @throws AllFailedError */
export function checkAny(runs: readonly Run[]): void {
  if (!runs.some(({ fetched }) => fetched.some(({ ok }) => ok))) throw new AllFailedError();
}
