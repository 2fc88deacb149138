/** What each lane is doing at the needle, as a table: the timeline for those who cannot see it. */
import type { LaneAt } from '../../trace/replay.js';
import type { LaneHistory } from '../../trace/spans.js';
import { foldedName, type Picture } from '../picture.js';
import { duration } from '../ticks.js';
import { inWords, totals } from '../timeline/words.js';
import { made, write } from './dom.js';

export class Lanes {
  readonly #rows: HTMLTableRowElement[];
  readonly #picture: Picture;
  #selected = 0;

  /** @param classOf what gives a lane its colour */
  constructor(host: HTMLTableSectionElement, picture: Picture, classOf: (lane: string) => string) {
    this.#picture = picture;
    this.#rows = picture.lanes.map(({ history }) => {
      const row = document.createElement('tr');
      const name = made('th', history.lane, classOf(history.lane));
      name.setAttribute('scope', 'row');
      row.append(name, made('td', kindOf(history)), made('td', ''), made('td', ''));
      row.append(made('td', keptWhole(totals(history))));
      return row;
    });
    const { folded } = picture;
    host.replaceChildren(...this.#rows);
    if (folded !== null) {
      const row = document.createElement('tr');
      const name = made('td', `and ${foldedName(folded.lanes)}`) as HTMLTableCellElement;
      name.colSpan = 5;
      row.append(name);
      host.append(row);
    }
    this.#rows.forEach((row, i) => row.addEventListener('click', () => this.#select(i)));
    this.#select(0);
  }

  /** The lane that was chosen. */
  get selected(): string | null {
    return this.#picture.lanes[this.#selected]?.history.lane ?? null;
  }

  /** Chooses a lane further down, or up. */
  move(by: 1 | -1): void {
    this.#select(Math.min(this.#rows.length - 1, Math.max(0, this.#selected + by)));
  }

  /** Shows the state of every lane. */
  show(states: readonly LaneAt[]): void {
    this.#rows.forEach((row, i) => {
      const { span, history } = states[i]!;
      const [, , now, since] = row.cells;
      const done = history.how === undefined ? 'done' : `done, ${history.how}`;
      const state = span === null ? 'not begun' : span.state === 'done' ? done : inWords(span);
      write(now!, state);
      write(since!, span === null ? '' : duration(span.from));
    });
  }

  #select(index: number): void {
    this.#selected = index;
    this.#rows.forEach((row, i) => row.setAttribute('aria-selected', String(i === index)));
    this.#rows[index]?.scrollIntoView({ block: 'nearest' });
  }
}

/** Keeps every figure on the line of its unit. */
function keptWhole(text: string): string {
  return text.replaceAll(/(?<=\d) (?=(?:s|ms|µs)\b)/g, '\u00a0');
}

function kindOf({ kind, parent, pid }: LaneHistory): string {
  const of = parent === undefined ? '' : ` of ${parent}`;
  return `${kind}${of}${kind === 'process' ? `, pid\u00a0${pid}` : ''}`;
}
