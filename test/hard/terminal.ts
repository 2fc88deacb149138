/** Programs in terminals of their own, whose screens are read back as they are drawn. */
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pty from '@lydell/node-pty';
import { onTestFinished } from 'vitest';
import { Screenful } from '../render/terminal.js';

const bin = fileURLToPath(new URL('../../bin/concurrency-demos.cjs', import.meta.url));

const LONGER_THAN_A_FRAME_MS = 120;

export interface Size {
  columns?: number;
  rows?: number;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
}

/** A terminal and the program that was started in it. */
export class Session {
  readonly screen: Screenful;
  readonly child: pty.IPty;
  /** Everything that was written, as it was written. */
  written = '';
  readonly #ended: Promise<{ code: number; signal: number | undefined }>;
  readonly #watchers = new Set<() => void>();
  #drawn: Promise<void> = Promise.resolve();

  constructor(file: string, args: readonly string[], size: Size = {}) {
    const { columns = 80, rows = 24, env = {}, cwd } = size;
    this.screen = new Screenful(columns, rows);
    this.child = pty.spawn(file, [...args], {
      cols: columns,
      rows,
      ...(cwd !== undefined && { cwd }),
      env: { PATH: process.env['PATH'], TERM: 'xterm-256color', LANG: 'C.UTF-8', ...env },
    });
    onTestFinished(() => this.child.kill('SIGKILL'));
    this.child.onData((text) => {
      this.written += text;
      this.#drawn = this.#drawn
        .then(() => this.screen.write(text))
        .then(() => this.#watchers.forEach((look) => look()));
    });
    this.#ended = new Promise((resolve) =>
      this.child.onExit(({ exitCode, signal }) => resolve({ code: exitCode, signal })),
    );
  }

  /** Types text. */
  type(text: string): void {
    this.child.write(text);
  }

  /**
   * Gives the terminal another size, and tells the program. That stands still meanwhile, until all that it
   * wrote is drawn: of what it writes for the old size once the terminal has the new one, it could not know.
   * As on a busy machine, its next frame is due by the time it hears of the size.
   */
  async resize(columns: number, rows: number): Promise<void> {
    process.kill(this.child.pid, 'SIGSTOP');
    await pause(LONGER_THAN_A_FRAME_MS);
    await this.#drawn;
    this.screen.resize(columns, rows);
    this.child.resize(columns, rows);
    process.kill(this.child.pid, 'SIGCONT');
  }

  /** The exit status, once all that was written is drawn. */
  async ended(): Promise<number> {
    const { code } = await this.#ended;
    await this.#drawn;
    return code;
  }

  /** Resolves when what is seen satisfies; rejects if the program ends before. */
  seen(satisfies: (lines: string[]) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      void this.ended().then(() =>
        reject(new Error(`Not seen:\n${this.screen.seen().join('\n')}`)),
      );
      const look = (): void => {
        if (!satisfies(this.screen.seen())) return;
        this.#watchers.delete(look);
        resolve();
      };
      this.#watchers.add(look);
      look();
    });
  }

  /** Resolves when a line that is seen matches. */
  shows(pattern: RegExp): Promise<void> {
    return this.seen((lines) => lines.some((line) => pattern.test(line)));
  }

  /** Whether the cursor is left to be seen, as far as the program has said. */
  get cursorShown(): boolean {
    return this.written.lastIndexOf('\u001b[?25h') >= this.written.lastIndexOf('\u001b[?25l');
  }
}

/** The command line in a terminal. */
export function inTerminal(words: readonly string[], size?: Size): Session {
  return new Session(process.execPath, [bin, ...words], size);
}

/** A shell with job control, in which `demos` is the command line. */
export function inShell(size?: Size): Session {
  const session = new Session('bash', ['--norc', '--noprofile', '-i'], {
    ...size,
    env: { PS1: 'ready> ', HISTFILE: '', ...size?.env },
  });
  session.type(`demos() { '${process.execPath}' '${bin}' "$@"; }; clear\r`);
  return session;
}

export const keys = { ctrlC: '\u0003', ctrlZ: '\u001a', ctrlBackslash: '\u001c' } as const;
