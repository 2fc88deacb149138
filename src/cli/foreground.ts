/** What is drawn over and over at the end of the terminal: at most one thing at a time. */
import type { Writable } from 'node:stream';

/** A live view, a spinner, the steps of a replay. */
export interface Drawing {
  /** Takes it off the terminal and gives back the cursor and the keys; it may be called twice. */
  clear(): void;
  /** Draws it again, after the terminal was somebody else's for a while. */
  draw(): void;
  /** Takes lines from elsewhere, so that they do not run into the drawing. */
  above?: Writable;
}

/** Sees to it that no drawing is left behind: when the program ends, however that comes, or stops. */
export class Foreground {
  readonly #host: NodeJS.Process;
  #drawing: Drawing | undefined;

  constructor(host: NodeJS.Process) {
    this.#host = host;
    host.on('exit', () => this.clear());
  }

  /** Where lines go that are not part of the drawing, if it wants them. */
  get above(): Writable | undefined {
    return this.#drawing?.above;
  }

  /** From now on this is what is drawn, until it is cleared or the function returned is called. */
  show(drawing: Drawing): () => void {
    this.clear();
    this.#drawing = drawing;
    this.#host.on('SIGTSTP', this.#stop);
    return () => {
      if (this.#drawing === drawing) this.#forget();
    };
  }

  /** Takes the drawing off the terminal for good. */
  clear(): void {
    this.#drawing?.clear();
    this.#forget();
  }

  #forget(): void {
    this.#drawing = undefined;
    this.#host.off('SIGTSTP', this.#stop);
  }

  /** Ctrl-Z: the shell gets its terminal back as it was. */
  readonly #stop = (): void => {
    const drawing = this.#drawing;
    drawing?.clear();
    // Without a listener the signal stops the process, here and now, if there is a shell to go on it.
    this.#host.off('SIGTSTP', this.#stop);
    this.#host.kill(this.#host.pid, 'SIGTSTP');
    this.#host.on('SIGTSTP', this.#stop);
    drawing?.draw();
  };
}
