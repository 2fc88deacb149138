/** The lines of a run, which move with its needle. */
import type { TraceEvent } from '../../trace/event.js';
import { columns } from '../width.js';
import { made } from './dom.js';

/** More lines than this are not in the page at once. */
const mostShown = 1000;

interface Line {
  /** The place of its event in the run. */
  index: number;
  t: number;
  lane: string;
  text: string;
}

export class Lines {
  readonly #host: HTMLElement;
  readonly #classOf: (lane: string) => string;
  readonly #go: (t: number) => void;
  readonly #lines: Line[];
  /** The first line that is in the page. */
  #first = -1;
  #current: Element | null = null;
  #passed = -1;

  /**
   * @param host the list
   * @param classOf what gives a lane its colour
   * @param go called with the moment of the line that was clicked, in seconds
   */
  constructor(
    host: HTMLElement,
    events: readonly TraceEvent[],
    classOf: (lane: string) => string,
    go: (t: number) => void,
  ) {
    this.#host = host;
    this.#classOf = classOf;
    this.#go = go;
    this.#lines = events.flatMap((event, index) => {
      const text = textOf(event);
      return text === null || !('lane' in event)
        ? []
        : [{ index, t: event.t, lane: event.lane, text }];
    });
    const widest = this.#lines.reduce((most, { lane }) => Math.max(most, columns(lane)), 4);
    host.style.setProperty('--names', `${Math.min(20, widest)}ch`);
  }

  /** Shows where the run is: `passed` of its events lie behind. */
  point(passed: number): void {
    if (passed === this.#passed) return;
    this.#passed = passed;
    const next = this.#lines.findIndex(({ index }) => index >= passed);
    const current = (next === -1 ? this.#lines.length : next) - 1;
    this.#fill(current);
    this.#current?.removeAttribute('aria-current');
    const items = [...this.#host.querySelectorAll<HTMLElement>('.line')];
    items.forEach((item, i) => item.classList.toggle('ahead', this.#first + i > current));
    const item = items[current - this.#first] ?? null;
    item?.setAttribute('aria-current', 'step');
    this.#current = item;
    if (item === null) this.#host.scrollTop = 0;
    else this.#reveal(item);
  }

  #fill(current: number): void {
    const count = this.#lines.length;
    const margin = mostShown / 4;
    const fits = current >= this.#first + margin && current < this.#first + mostShown - margin;
    if (this.#first >= 0 && (count <= mostShown || fits)) return;
    this.#first = Math.max(0, Math.min(current - mostShown / 2, count - mostShown));
    const shown = this.#lines.slice(this.#first, this.#first + mostShown);
    const more = (n: number, where: string) =>
      n > 0 ? [made('li', `${n.toLocaleString('en')} ${where}`, 'more')] : [];
    this.#host.replaceChildren(
      ...more(this.#first, 'earlier'),
      ...shown.map((line) => this.#item(line)),
      ...more(count - this.#first - shown.length, 'later'),
      ...(count === 0 ? [made('li', 'No lane printed a line.', 'more')] : []),
    );
  }

  #item({ t, lane, text }: Line): HTMLElement {
    const item = document.createElement('li');
    item.className = 'line';
    item.addEventListener('click', () => this.#go(t));
    item.append(
      made('span', `${t.toFixed(3)} s`),
      made('span', lane, this.#classOf(lane)),
      made('span', text),
    );
    return item;
  }

  #reveal(item: HTMLElement): void {
    const { top, bottom } = item.getBoundingClientRect();
    const box = this.#host.getBoundingClientRect();
    if (top < box.top + 8) this.#host.scrollTop -= box.top + box.height / 3 - top;
    else if (bottom > box.bottom - 8) this.#host.scrollTop += bottom - box.bottom + box.height / 3;
  }
}

function textOf(event: TraceEvent): string | null {
  if (event.type === 'print') return event.text;
  if (event.type === 'error') return `✗ ${event.name}: ${event.message}`;
  if (event.type === 'lane-end' && event.how === 'killed') return '✗ killed';
  return null;
}
