/** The live view: lines stream above, every lane's present state stands below. */
import { Writable } from 'node:stream';
import type { Renderer, TraceEvent } from '../trace/event.js';
import { BoundedHistories } from './condense.js';
import type { About } from './header.js';
import { LanesRenderer } from './lanes.js';
import { Palette } from './palette.js';
import { region } from './region.js';
import { Screen } from './screen.js';
import type { Terminal } from './terminal.js';
import { pressureOf } from './writing.js';

/** What the live view must know of a terminal besides its width. */
export interface LiveTerminal extends Terminal {
  /** Height in lines; read anew for every frame. */
  rows: number;
}

/** The states are drawn so often, lines at most so often. */
const STATES_EVERY_MS = 100;
const LINES_EVERY_MS = 16;

/**
 * While a window is being resized, rows are kept short: terminals (tmux) may wrap them to a new width
 * long before they tell it.
 */
const SETTLED_AFTER_MS = 600;

/** No more rows of lanes than this, and no more than a third of the screen. */
const MOST_ROWS = 12;
const FEWEST_ROWS = 2;

/** Shows a run on a terminal while it goes on. */
export class LiveRenderer implements Renderer {
  /** Takes lines from elsewhere (warnings), so that they do not run into the view. */
  readonly above: Writable;
  readonly #out: Writable;
  readonly #terminal: LiveTerminal;
  readonly #screen: Screen;
  readonly #lanes: LanesRenderer;
  readonly #givenClock: (() => number) | undefined;
  #palette: Palette;
  #run = new BoundedHistories();
  #lines = '';
  #begun = 0;
  #lastTime = 0;
  #lastFrame = 0;
  #columns = 0;
  #resized = -Infinity;
  #ticking: NodeJS.Timeout | undefined;
  #soon: NodeJS.Timeout | undefined;

  /**
   * @param out a terminal
   * @param about what the header says
   * @param clock seconds since `main` was called; by default the time since the run's first event
   */
  constructor(out: Writable, terminal: LiveTerminal, about: About = {}, clock?: () => number) {
    this.#out = out;
    this.#terminal = terminal;
    this.#screen = new Screen(out, () => terminal.columns);
    this.#givenClock = clock;
    this.#palette = new Palette(terminal);
    this.above = new Writable({
      decodeStrings: false,
      write: (text: string, _encoding, done) => {
        this.#say(text);
        done();
      },
    });
    this.#lanes = new LanesRenderer(this.above, terminal, about);
  }

  /** @returns while the terminal is slower than the run, a promise that is kept when it takes more */
  event(event: TraceEvent): Promise<void> | undefined {
    if (event.type === 'run-start') this.#start();
    this.#lastTime = Math.max(this.#lastTime, event.t);
    this.#run.see(event);
    if (event.type === 'lane-start') this.#palette.lane(event.lane);
    void this.#lanes.event(event);
    if (event.type === 'run-end') this.clear();
    return pressureOf(this.#out);
  }

  readonly #redraw = (): void => this.#frame();

  /**
   * Draws once the loop has looked at what came meanwhile: a timer would still draw for the old width in a
   * terminal that has been resized, and the next frame would take what was cut off for wrapped.
   */
  readonly #redrawSoon = (): void => {
    setImmediate(() => {
      if (this.#ticking !== undefined) this.#frame();
    });
  };

  /** Draws the view again after it was cleared, and keeps doing so. */
  draw(): void {
    this.#keepDrawing();
    this.#redraw();
  }

  /** Writes what is still to write, wipes the view out and gives the cursor back, all at once. */
  clear(): void {
    this.#out.off('resize', this.#redraw);
    clearInterval(this.#ticking);
    clearTimeout(this.#soon);
    this.#ticking = this.#soon = undefined;
    this.#screen.close(this.#lines);
    this.#lines = '';
  }

  #start(): void {
    this.clear();
    this.#run = new BoundedHistories();
    this.#palette = new Palette(this.#terminal);
    this.#begun = performance.now();
    this.#lastTime = 0;
    this.#keepDrawing();
  }

  #keepDrawing(): void {
    this.#ticking = setInterval(this.#redrawSoon, STATES_EVERY_MS).unref();
    this.#out.on('resize', this.#redraw);
  }

  #say(text: string): void {
    this.#lines += text;
    if (this.#ticking === undefined) this.clear();
    else
      this.#soon ??= setTimeout(
        this.#redrawSoon,
        Math.max(0, this.#lastFrame + LINES_EVERY_MS - performance.now()),
      );
  }

  #frame(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#lastFrame = performance.now();
    this.#noteSize();
    // A terminal that cannot follow gets no more frames until it can; lines are not lost.
    if (this.#out.writableNeedDrain && this.#lines === '') return;
    this.#screen.frame(this.#lines, this.#rows());
    this.#lines = '';
  }

  #noteSize(): void {
    const { columns } = this.#terminal;
    if (this.#columns !== 0 && columns !== this.#columns) this.#resized = performance.now();
    this.#columns = columns;
  }

  #rows(): string[] {
    const clock = this.#givenClock?.() ?? (performance.now() - this.#begun) / 1000;
    const seconds = Math.max(clock, this.#lastTime);
    const settled = performance.now() > this.#resized + SETTLED_AFTER_MS;
    const third = Math.floor(this.#terminal.rows / 3);
    const most = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, third));
    return ['', ...region(this.#run, seconds, most, settled, this.#terminal, this.#palette)];
  }
}
