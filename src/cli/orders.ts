/** The order meter: in how many different orders a demo's lines came, run after run. */
import type { Renderer, TraceEvent } from '../trace/event.js';
import { printable, printableName } from '../render/printable.js';
import type { Terminal } from '../render/terminal.js';
import { wrapped } from '../render/width.js';

/** How many of the commonest orders are shown. */
const SHOWN = 3;

interface Line {
  lane: string;
  text: string;
}

/** An order of lines and how often it was seen. */
export interface Order {
  lines: Line[];
  count: number;
}

/**
 * The different orders among runs, the commonest first. A line that is not the same in every run, such
 * as one that tells a duration or an identifier, is compared without its digits.
 */
export function ordersOf(runs: readonly Line[][]): Order[] {
  const keysOf = runs.map((run) => new Set(run.map(keyOf)));
  const everywhere = (line: Line): boolean => keysOf.every((keys) => keys.has(keyOf(line)));
  const orders = new Map<string, Order>();
  for (const run of runs) {
    const lines = run.map((line) =>
      everywhere(line) ? line : { ...line, text: line.text.replace(/\d+(\.\d+)?/g, '#') },
    );
    const key = JSON.stringify(lines);
    const known = orders.get(key);
    if (known === undefined) orders.set(key, { lines, count: 1 });
    else known.count += 1;
  }
  return [...orders.values()].sort((a, b) => b.count - a.count);
}

function keyOf({ lane, text }: Line): string {
  return JSON.stringify([lane, text]);
}

/** Keeps the lines of each run of a demo, to tell their orders apart. */
export class OrderMeter implements Renderer {
  readonly #demo: string;
  readonly #runs: Line[][] = [];
  #lines: Line[] = [];

  constructor(demo: string) {
    this.#demo = demo;
  }

  event(event: TraceEvent): void {
    if (event.type === 'run-start') this.#lines = [];
    if (event.type === 'print') this.#lines.push({ lane: event.lane, text: event.text });
    // A run that was cut short has no order to compare.
    if (event.type === 'run-end' && event.status !== 'interrupted') this.#runs.push(this.#lines);
  }

  /** What was seen, in words. */
  report(terminal: Terminal): string {
    const { ascii, columns } = terminal;
    const words = WORDS[ascii ? 'en' : terminal.lang];
    const orders = ordersOf(this.#runs);
    const lines = [
      '',
      ` ${printableName(this.#demo, ascii)}   ${words.seen(this.#runs.length, orders.length)}`,
    ];
    for (const { lines: order, count } of orders.slice(0, SHOWN)) {
      const times = `${count} ${ascii ? 'x' : '×'}`.padStart(7);
      const steps = order.map(({ lane, text }) =>
        printable(`${printableName(lane)}: ${text}`, ascii),
      );
      const body = wrapped(steps.join(ascii ? ' | ' : ' · '), columns - 10);
      lines.push('', ...body.map((line, at) => `${at === 0 ? times : ' '.repeat(7)}  ${line}`));
    }
    if (orders.length > SHOWN) lines.push('', `         ${words.more(orders.length - SHOWN)}`);
    return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
  }
}

const WORDS = {
  en: {
    seen: (runs: number, orders: number) =>
      `${runs} ${runs === 1 ? 'run' : 'runs'}, ${orders} different ${orders === 1 ? 'order' : 'orders'} of lines`,
    more: (orders: number) => `and ${orders} more`,
  },
  zh: {
    seen: (runs: number, orders: number) => `运行 ${runs} 次，各行出现了 ${orders} 种不同的次序`,
    more: (orders: number) => `另有 ${orders} 种`,
  },
};
