/** How far a comparison is, on standard error: a moving line where a person watches, else only what failed. */
import type { Ora } from 'ora';
import type { Progress, Step } from '../compare/progress.js';
import { printableName } from '../render/printable.js';
import { clipped } from '../render/width.js';
import type { Surroundings } from './surroundings.js';

/** Shows the steps of a comparison. */
export class CompareProgress implements Progress {
  readonly #around: Surroundings;
  readonly #spinner: Ora | null;

  /** Loads what moves the line, if anybody watches. */
  static async start(around: Surroundings): Promise<CompareProgress> {
    if (!around.errMoves) return new CompareProgress(around, null);
    const { default: ora } = await import('ora');
    const stream = around.err as NodeJS.WriteStream;
    return new CompareProgress(around, ora({ stream, discardStdin: false }).start());
  }

  private constructor(around: Surroundings, spinner: Ora | null) {
    this.#around = around;
    this.#spinner = spinner;
  }

  step({ workload, doing, done, secondsLeft }: Step): void {
    if (this.#spinner === null) return;
    const { columns, ascii } = this.#around.errTerminal;
    const facts = [
      `${printableName(workload, ascii)}: ${doing}`,
      ...(done === undefined ? [] : [`${Math.round(done * 100)} %`]),
      ...(secondsLeft === undefined ? [] : [`${Math.ceil(secondsLeft)} s left`]),
    ];
    this.#spinner.text = clipped(facts.join(ascii ? ' | ' : ' · '), columns - 4);
  }

  note(line: string): void {
    this.aside(() => {
      this.#around.err.write(`warning: ${printableName(line, this.#around.errTerminal.ascii)}\n`);
    });
  }

  /** Writes while the moving line is out of the way. */
  aside(write: () => void): void {
    this.#spinner?.clear();
    write();
    this.#spinner?.render();
  }

  stop(): void {
    this.#spinner?.stop();
  }
}
