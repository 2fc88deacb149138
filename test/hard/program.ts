/** The command line as the leader of a group of processes, to be signalled and looked after. */
import { type ChildProcess, execFileSync, spawn, type StdioOptions } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/concurrency-demos.cjs', import.meta.url));
const faults = fileURLToPath(new URL('../fixtures/hard/faults.cjs', import.meta.url));

/** What goes wrong, and at which event; `test/fixtures/hard/faults.cjs` tells of each field. */
export interface Fault {
  do: 'kill' | 'delay' | 'starve' | 'signal' | 'any';
  type?: string;
  name?: string;
  text?: string;
  nth?: number;
  ms?: number;
  signal?: NodeJS.Signals;
  seed?: number;
  odds?: number;
}

export interface Options {
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  stdio?: StdioOptions;
  fault?: Fault;
}

/** The path of a demo or module that only tests use. */
export function fixture(name: string, folder = 'hard'): string {
  return fileURLToPath(new URL(`../fixtures/${folder}/${name}`, import.meta.url));
}

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  /** Seconds since the program was signalled last, or started. */
  seconds: number;
}

/** A run of the command line. */
export class Program {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  stdout = '';
  stderr = '';
  readonly #watchers = new Set<() => void>();
  #since = performance.now();

  constructor(words: readonly string[], { env, cwd, stdio, fault }: Options = {}) {
    this.child = spawn(process.execPath, [bin, ...words], {
      stdio: stdio ?? ['ignore', 'pipe', 'pipe'],
      detached: true,
      ...(cwd !== undefined && { cwd }),
      env: {
        PATH: process.env['PATH'],
        LANG: 'C.UTF-8',
        ...(fault && { NODE_OPTIONS: `--require=${faults}`, FAULT: JSON.stringify(fault) }),
        ...env,
      },
    });
    onTestFinished(() => this.#bury());
    const collect = (stream: Readable | null, take: (text: string) => void): void => {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        take(text);
        for (const look of this.#watchers) look();
      });
    };
    collect(this.child.stdout, (text) => (this.stdout += text));
    collect(this.child.stderr, (text) => (this.stderr += text));
    this.ended = new Promise((resolve) =>
      this.child.on('close', (code, signal) => {
        const { stdout, stderr } = this;
        resolve({
          code,
          signal,
          stdout,
          stderr,
          seconds: (performance.now() - this.#since) / 1000,
        });
      }),
    );
  }

  /** No test leaves anything behind, also if it fails. */
  #bury(): void {
    try {
      process.kill(-this.child.pid!, 'SIGKILL');
    } catch {
      // Nobody is left.
    }
  }

  /** Signals the whole group, as a terminal does. */
  signal(name: NodeJS.Signals): void {
    this.#since = performance.now();
    process.kill(-this.child.pid!, name);
  }

  /** Resolves when what came on standard output matches; rejects if the program ends before. */
  printed(pattern: RegExp): Promise<void> {
    return new Promise((resolve, reject) => {
      void this.ended.then(() => reject(new Error(`Not printed:\n${this.stdout}${this.stderr}`)));
      const look = (): void => {
        if (!pattern.test(this.stdout)) return;
        this.#watchers.delete(look);
        resolve();
      };
      this.#watchers.add(look);
      look();
    });
  }

  /** Processes of its group that are alive; those that nobody has buried yet are not. */
  left(): string[] {
    return execFileSync('ps', ['-A', '-o', 'pgid=,stat=,pid=,args='], { encoding: 'utf8' })
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => {
        const [group, state] = line.split(/\s+/);
        return group === String(this.child.pid) && state?.startsWith('Z') === false;
      });
  }

  /** Resolves when its group is empty; rejects if it is not in time. */
  async gone(withinSeconds: number): Promise<void> {
    const end = performance.now() + withinSeconds * 1000;
    while (this.left().length > 0) {
      if (performance.now() > end) throw new Error(`Still alive:\n${this.left().join('\n')}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Runs the command line to its end. */
export function program(words: readonly string[], options?: Options): Promise<Ended> {
  return new Program(words, options).ended;
}
