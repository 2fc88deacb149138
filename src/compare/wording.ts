/** Figures as a sentence writes them: with no more digits than say something. */

/** `0.8 ms`, `24 ms`, `0.412 s`, `12.3 s`. */
export function inSeconds(seconds: number): string {
  if (seconds >= 10) return `${seconds.toFixed(1)} s`;
  if (seconds >= 0.1) return `${seconds.toFixed(seconds >= 1 ? 2 : 3)} s`;
  const ms = seconds * 1000;
  return `${ms >= 9.95 || ms === 0 ? ms.toFixed(0) : ms.toPrecision(2)} ms`;
}

/** `6.2 MB`, `41 MB`, `24.8 GB`. */
export function inBytes(bytes: number): string {
  const mega = bytes / 1e6;
  if (mega >= 9950) return `${(mega / 1000).toFixed(1)} GB`;
  return `${mega.toFixed(mega < 9.95 ? 1 : 0)} MB`;
}

/** What was thrown, in one line: `TypeError: x is not a function`. */
export function inOneLine(thrown: unknown): string {
  return String(thrown).split('\n')[0]!;
}

/** `98 %`. */
export function inPercent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** `1 task`, `8 tasks`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
