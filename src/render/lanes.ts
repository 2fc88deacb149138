/** The lines of a run as they come: whose, when, what. */
import type { Writable } from 'node:stream';
import type { LaneEvent, Renderer, TraceEvent } from '../trace/event.js';
import { header, type About } from './header.js';
import { Palette, type Paint } from './palette.js';
import { printable, printableName } from './printable.js';
import { languageOf, type Terminal } from './terminal.js';
import { padded, paddedLeft, roomForName, squeezed, widthOf, wrapped } from './width.js';
import { pressureOf } from './writing.js';

const TIME_WIDTH = 9;
const NARROWEST_NAME = 5;
/** Where lines have to move right for a longer name, they move at least so far, so as to move seldom. */
const LEAST_MOVE = 3;
/** Where there is less room than this, a line goes without its time. */
const NARROWEST_TEXT = 12;

/**
 * Writes every line that a lane prints under its lane's name and colour, with the time at which it
 * was printed; errors and killed lanes too.
 */
export class LanesRenderer implements Renderer {
  readonly #out: Writable;
  readonly #terminal: Terminal;
  readonly #about: About;
  #palette: Palette;
  #nameWidth = NARROWEST_NAME;
  /** Whether a line of this run is written: the next ones are to stand under it. */
  #begun = false;
  /** Lanes that were killed, until it is known whether the user stopped the whole run. */
  #killed: LaneEvent[] = [];

  /**
   * @param out where the lines go
   * @param terminal what is known of it
   * @param about what the header says
   */
  constructor(out: Writable, terminal: Terminal, about: About = {}) {
    this.#out = out;
    this.#terminal = terminal;
    this.#about = about;
    this.#palette = new Palette(terminal);
  }

  /** @returns while the stream is full, a promise that is kept when it takes more */
  event(event: TraceEvent): Promise<void> | undefined {
    switch (event.type) {
      case 'run-start':
        this.#palette = new Palette(this.#terminal);
        this.#nameWidth = NARROWEST_NAME;
        this.#begun = false;
        this.#write(['', ...header(event, this.#about, this.#terminal), '']);
        break;
      case 'lane-start':
        this.#palette.lane(event.lane);
        // Later a name gets its room when its lane prints: many never do, such as a pool's workers.
        if (!this.#begun) this.#makeRoomFor(this.#nameOf(event.lane));
        break;
      case 'print':
        this.#sayKilled();
        this.#say(event, event.text);
        break;
      case 'error':
        this.#sayKilled();
        this.#say(
          event,
          `${this.#glyph('✗', 'x')} ${event.name}: ${event.message}`,
          this.#palette.hue.red,
        );
        break;
      case 'lane-end':
        if (event.how === 'killed') this.#killed.push(event);
        break;
      case 'run-end':
        // Ctrl-C kills every lane, and the summary says so once.
        if (event.status !== 'interrupted') this.#sayKilled();
        this.#killed = [];
        break;
    }
    return pressureOf(this.#out);
  }

  #sayKilled(): void {
    const word = languageOf(this.#terminal) === 'zh' ? '被终止' : 'killed';
    for (const event of this.#killed)
      this.#say(event, `${this.#glyph('✗', 'x')} ${word}`, this.#palette.hue.red);
    this.#killed = [];
  }

  #say(event: LaneEvent, text: string, paint?: Paint): void {
    const { columns, ascii } = this.#terminal;
    const inLaneColour = this.#palette.lane(event.lane);
    const name = this.#nameOf(event.lane);
    this.#makeRoomFor(name);
    this.#begun = true;
    const time = paddedLeft(`${event.t.toFixed(3)} s`, TIME_WIDTH);
    const rule = inLaneColour(this.#glyph('│', '|'));
    const room = columns - this.#nameWidth - 6;
    const timeWidth = room - TIME_WIDTH < NARROWEST_TEXT ? 0 : TIME_WIDTH;
    const lines = wrapped(printable(text, ascii), room - timeWidth).map((line, i) => {
      const gutter =
        i === 0
          ? `${this.#palette.hue.grey(time.slice(0, timeWidth))}  ${inLaneColour(padded(name, this.#nameWidth))}`
          : ' '.repeat(timeWidth + 2 + this.#nameWidth);
      return `${gutter} ${rule} ${paint === undefined || line === '' ? line : paint(line)}`;
    });
    this.#write(lines);
  }

  #makeRoomFor(name: string): void {
    const width = widthOf(name);
    if (width <= this.#nameWidth) return;
    const least = this.#begun ? this.#nameWidth + LEAST_MOVE : 0;
    this.#nameWidth = Math.max(width, Math.min(least, roomForName(this.#terminal.columns)));
  }

  #nameOf(lane: string): string {
    const { columns, ascii } = this.#terminal;
    return squeezed(printableName(lane, ascii), roomForName(columns), this.#glyph('…', '..'));
  }

  #glyph(fine: string, ascii: string): string {
    return this.#terminal.ascii ? ascii : fine;
  }

  #write(lines: string[]): void {
    this.#out.write(lines.map((line) => `${line.trimEnd()}\n`).join(''));
  }
}
