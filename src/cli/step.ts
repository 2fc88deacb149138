/** Goes through recorded runs event by event, forward and back, as the keys say. */
import { emitKeypressEvents, type Key } from 'node:readline';
import type { ReadStream, WriteStream } from 'node:tty';
import { LanesRenderer } from '../render/lanes.js';
import { Palette } from '../render/palette.js';
import { picture } from '../render/picture.js';
import { printable } from '../render/printable.js';
import { region } from '../render/region.js';
import { Screen } from '../render/screen.js';
import { languageOf } from '../render/terminal.js';
import { clipped } from '../render/width.js';
import type { Run } from '../trace/recording.js';
import { Replay } from '../trace/replay.js';
import { Histories } from '../trace/spans.js';
import { told } from '../trace/told.js';
import { shownBy } from './shown.js';
import type { Surroundings } from './surroundings.js';

const WORDS = {
  en: {
    keys: '→ next  ← back  l next of this lane  j jump to a second  space play  q quit',
    jump: 'jump to second: ',
    begin: 'the beginning',
  },
  zh: {
    keys: '→ 下一步  ← 上一步  l 本泳道下一步  j 跳到某秒  空格 播放  q 退出',
    jump: '跳到第几秒：',
    begin: '开头',
  },
};

/** No more lanes than this, and no more than a third of the screen. */
const MOST_LANES = 12;
const FRAME_MS = 50;
const CTRL_C = 130;

/**
 * Goes through the runs until the reader has seen enough.
 *
 * @param keys where the keys come from
 * @returns the exit status
 */
export async function stepThrough(
  runs: readonly Run[],
  keys: ReadStream,
  around: Surroundings,
): Promise<number> {
  const out = around.out as WriteStream;
  const stepper = new Stepper(runs, around);
  emitKeypressEvents(keys);
  const resized = () => stepper.resize();
  out.on('resize', resized);
  around.foreground.show({
    clear: () => {
      keys.setRawMode(false);
      stepper.close();
    },
    draw: () => {
      keys.setRawMode(true);
      stepper.draw();
    },
  });
  try {
    return await new Promise<number>((resolve) => {
      keys.on('keypress', (_: string | undefined, key: Key) => {
        if (key.ctrl === true && key.name === 'c') resolve(CTRL_C);
        // As a key like any other, Ctrl-Z would stop nobody.
        else if (key.ctrl === true && key.name === 'z') process.kill(0, 'SIGTSTP');
        else if (!stepper.press(key)) resolve(0);
      });
      keys.on('end', () => resolve(0));
      around.ending.addEventListener('abort', () => resolve(0));
      keys.setRawMode(true).resume();
      stepper.draw();
    });
  } finally {
    keys.removeAllListeners('keypress').removeAllListeners('end');
    keys.pause();
    out.off('resize', resized);
    around.foreground.clear();
  }
}

class Stepper {
  readonly #runs: readonly Run[];
  readonly #around: Surroundings;
  readonly #screen: Screen;
  #at = 0;
  #replay: Replay;
  /** What stands for each event of the run above the lanes. */
  #lines: string[][] = [];
  /** The histories up to the event that was passed last. */
  #histories = new Histories();
  #seen = 0;
  /** The second that is being typed. */
  #typed: string | null = null;
  #ticking: NodeJS.Timeout | undefined;

  constructor(runs: readonly Run[], around: Surroundings) {
    this.#runs = runs;
    this.#around = around;
    this.#screen = new Screen(around.out, () => around.terminal.columns);
    this.#replay = this.#open(0);
  }

  /** Does what a key means; false if that is to stop. */
  press({ name, sequence }: Key): boolean {
    if (this.#typed !== null) this.#type(name, sequence ?? '');
    else if (name === 'q' || name === 'escape') return false;
    else this.#steer(name);
    this.draw();
    return true;
  }

  /** Lines are broken anew. */
  resize(): void {
    this.#open(this.#at, this.#replay);
    this.draw();
  }

  draw(): void {
    this.#screen.frame('', [...this.#above(), ...this.#below()]);
  }

  /** Leaves the lines and the timeline as far as they went. */
  close(): void {
    clearInterval(this.#ticking);
    const lines = [...this.#above(), '', ...this.#timeline()];
    this.#screen.close(lines.map((line) => `${line}\n`).join(''));
  }

  #steer(name: string | undefined): void {
    const replay = this.#replay;
    switch (name) {
      case 'right':
      case 'n':
      case 'return':
        if (replay.next() === null && this.#at < this.#runs.length - 1) this.#open(this.#at + 1);
        break;
      case 'left':
      case 'p':
        if (replay.previous() === null && this.#at > 0) this.#open(this.#at - 1).jumpTo(Infinity);
        break;
      case 'l': {
        const { last } = replay;
        if (last !== null && 'lane' in last) replay.nextOf(last.lane);
        else replay.next();
        break;
      }
      case 'j':
        this.#typed = '';
        break;
      case 'home':
        replay.jumpTo(0);
        break;
      case 'end':
        replay.jumpTo(Infinity);
        break;
      case 'space':
        if (replay.playing) replay.pause();
        else replay.play();
        break;
    }
    this.#keepTime();
  }

  #type(name: string | undefined, sequence: string): void {
    if (name === 'return' || name === 'enter') {
      if (this.#typed !== '') this.#replay.jumpTo(Number(this.#typed));
      this.#typed = null;
    } else if (name === 'escape') this.#typed = null;
    else if (name === 'backspace') this.#typed = this.#typed!.slice(0, -1);
    else if (Number.isFinite(Number(`${this.#typed}${sequence}0`))) this.#typed += sequence.trim();
  }

  #keepTime(): void {
    clearInterval(this.#ticking);
    if (!this.#replay.playing) return;
    this.#ticking = setInterval(() => {
      this.#replay.advance();
      this.#keepTime();
      this.draw();
    }, FRAME_MS);
  }

  #open(at: number, replay?: Replay): Replay {
    const { terminal } = this.#around;
    const run = this.#runs[at]!;
    const show = shownBy((out) => [new LanesRenderer(out, terminal)]);
    this.#lines = run.events.map((event) => show(event).split('\n').slice(0, -1));
    this.#at = at;
    this.#replay = replay ?? new Replay(run, () => performance.now() / 1000);
    this.#seen = Infinity;
    return this.#replay;
  }

  /** As many of the last lines as there is room for. */
  #above(): string[] {
    const room = Math.max(3, this.#around.terminal.rows - this.#below().length - 1);
    const lines: string[] = [];
    for (let i = this.#replay.passed - 1; i >= 0 && lines.length < room; i--)
      lines.unshift(...this.#lines[i]!);
    return lines.slice(-room);
  }

  #below(): string[] {
    const { terminal } = this.#around;
    const { last, passed, run, t } = this.#replay;
    const words = WORDS[languageOf(terminal)];
    const palette = new Palette(terminal);
    for (const { lane } of this.#replay.lanes) palette.lane(lane);
    const most = Math.max(2, Math.min(MOST_LANES, Math.floor(terminal.rows / 3)));
    const event =
      last === null ? words.begin : printable(told(last, languageOf(terminal)), terminal.ascii);
    const place = `${t.toFixed(3)} s  ${passed}/${run.events.length}  `;
    const keys = terminal.ascii ? words.keys.replace('→', '>').replace('←', '<') : words.keys;
    const fit = (text: string) => clipped(text, terminal.columns - 3);
    return [
      '',
      ...region(this.#upToNow(), t, most, true, terminal, palette),
      '',
      `  ${palette.bold(fit(place + event.replaceAll('\n', ' ')))}`,
      `  ${this.#typed === null ? palette.hue.grey(fit(keys)) : fit(`${words.jump}${this.#typed}_`)}`,
    ];
  }

  #timeline(): string[] {
    const { t } = this.#replay;
    return picture(this.#upToNow().until(t), t, this.#around.terminal);
  }

  /** Backwards they are told again from the beginning. */
  #upToNow(): Histories {
    const { passed, run } = this.#replay;
    if (passed < this.#seen) {
      this.#histories = new Histories();
      this.#seen = 0;
    }
    for (; this.#seen < passed; this.#seen++) this.#histories.see(run.events[this.#seen]!);
    return this.#histories;
  }
}
