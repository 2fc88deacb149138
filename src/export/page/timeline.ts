/** The picture of a run that can be zoomed, moved and pointed at. */
import { spanAt } from '../../trace/spans.js';
import { hatchings } from '../palette.js';
import type { Picture } from '../picture.js';
import { axisHeight, draw } from '../timeline/draw.js';
import { roomForNames, xOf, type View } from '../timeline/view.js';
import { between, inWords } from '../timeline/words.js';
import { made, write } from './dom.js';

/** Above the first row: room for the needle's head and for marks. */
const top = 18;
const right = 26;
/** A pointer that moved less has clicked, not dragged; in pixels. */
const still = 4;
/** The closest look, in seconds from edge to edge: a microsecond. */
const closest = 1e-6;

export class Timeline {
  readonly #host: HTMLElement;
  readonly #tip: HTMLElement;
  readonly #drawing = document.createElement('div');
  readonly #needle = made('div', '', 'needle');
  #picture: Picture;
  /** The width of the longest name. */
  #names = 0;
  #from = 0;
  #to = 1;
  #t = 0;
  #scheduled = false;

  /**
   * @param host where to draw
   * @param tip what says the meaning of that which is pointed at
   * @param go called with the moment that was clicked, in seconds
   */
  constructor(host: HTMLElement, tip: HTMLElement, picture: Picture, go: (t: number) => void) {
    this.#host = host;
    this.#tip = tip;
    this.#picture = picture;
    host.replaceChildren(this.#drawing, this.#needle);
    new ResizeObserver(() => this.#schedule()).observe(host);
    this.#listen(go);
    this.show(picture);
  }

  /** Shows another run. */
  show(picture: Picture): void {
    this.#picture = picture;
    this.#names = roomForNames([picture]);
    this.all();
  }

  /** Shows the whole run. */
  all(): void {
    this.#look(0, this.#end);
  }

  /** Zooms around a moment, by default the needle's. */
  zoom(factor: number, around: number = this.#t): void {
    const width = Math.min(this.#end, Math.max(closest, (this.#to - this.#from) / factor));
    const share = (around - this.#from) / (this.#to - this.#from);
    this.#look(around - share * width, around - share * width + width);
  }

  /** Moves the needle; if it leaves the view, the view follows. */
  point(t: number): void {
    this.#t = t;
    const width = this.#to - this.#from;
    if (t < this.#from || t > this.#to) this.#look(t - width * 0.1, t + width * 0.9);
    this.#place();
  }

  get #end(): number {
    return Math.max(this.#picture.run.duration, closest);
  }

  #look(from: number, to: number): void {
    const width = to - from;
    this.#from = Math.min(Math.max(0, from), Math.max(0, this.#end - width));
    this.#to = this.#from + width;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      this.#draw();
    });
  }

  get #view(): View {
    const names = Math.min(this.#host.clientWidth * 0.25, this.#names);
    const left = names + 14;
    const width = Math.max(40, this.#host.clientWidth - left - right);
    return { from: this.#from, to: this.#to, left, names, width };
  }

  #draw(): void {
    const height = top + this.#picture.height + axisHeight;
    const rows = draw(this.#picture, this.#view);
    // Everything that came from outside was escaped as the markup was made.
    this.#drawing.innerHTML =
      `<svg width="${this.#host.clientWidth}" height="${height}" aria-hidden="true">` +
      `${hatchings()}<g transform="translate(0 ${top})">${rows}</g></svg>`;
    for (const title of this.#drawing.querySelectorAll('title')) {
      title.parentElement!.dataset['tip'] = title.textContent;
      title.remove();
    }
    this.#place();
  }

  #place(): void {
    const view = this.#view;
    const shown = this.#t >= view.from && this.#t <= view.to;
    this.#needle.hidden = !shown;
    this.#needle.style.transform = `translateX(${xOf(this.#t, view) - 1}px)`;
  }

  #momentAt(clientX: number): number {
    const { from, to, left, width } = this.#view;
    const x = clientX - this.#host.getBoundingClientRect().left - left;
    return Math.min(this.#end, Math.max(0, from + (x / width) * (to - from)));
  }

  #listen(go: (t: number) => void): void {
    const host = this.#host;
    let grip: { x: number; from: number; moved: boolean } | null = null;
    host.addEventListener('pointerdown', ({ clientX, pointerId }) => {
      grip = { x: clientX, from: this.#from, moved: false };
      host.setPointerCapture(pointerId);
    });
    host.addEventListener('pointermove', (event) => {
      if (grip === null) return this.#say(event);
      const moved = event.clientX - grip.x;
      grip.moved ||= Math.abs(moved) >= still;
      if (!grip.moved) return;
      const { from, to, width } = this.#view;
      const start = grip.from - (moved / width) * (to - from);
      this.#look(start, start + to - from);
    });
    host.addEventListener('pointerup', ({ clientX }) => {
      if (grip !== null && !grip.moved) go(this.#momentAt(clientX));
      grip = null;
    });
    host.addEventListener('pointerleave', () => (this.#tip.hidden = true));
    host.addEventListener(
      'wheel',
      (event) => {
        if (event.ctrlKey || event.metaKey)
          this.zoom(Math.exp(-event.deltaY / 200), this.#momentAt(event.clientX));
        else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
          const { from, to, width } = this.#view;
          const start = from + (event.deltaX / width) * (to - from);
          this.#look(start, start + to - from);
        } else return;
        event.preventDefault();
      },
      { passive: false },
    );
  }

  /** Says what is under the pointer: the thing itself, else the lane's state at that moment. */
  #say(event: PointerEvent): void {
    const meant = (event.target as Element).closest<SVGElement>('[data-tip]')?.dataset['tip'];
    const said = meant ?? this.#stateAt(event);
    this.#tip.hidden = said === null;
    if (said === null) return;
    write(this.#tip, said);
    const { offsetWidth: width, offsetHeight: height } = this.#tip;
    const x = Math.min(event.clientX + 14, innerWidth - width - 8);
    const y =
      event.clientY + 18 + height > innerHeight ? event.clientY - height - 12 : event.clientY + 18;
    this.#tip.style.left = `${Math.max(8, x)}px`;
    this.#tip.style.top = `${y}px`;
  }

  #stateAt({ clientX, clientY }: PointerEvent): string | null {
    const y = clientY - this.#host.getBoundingClientRect().top - top;
    const row = this.#picture.lanes.find((row) => y >= row.y - 3 && y <= row.y + row.height + 3);
    if (row === undefined) return null;
    const span = spanAt(row.history, this.#momentAt(clientX));
    if (span === null || span.state === 'done') return null;
    return `${row.history.lane}: ${inWords(span)}, ${between(span.from, span.to)}`;
  }
}
