/** A terminal that is read back. */
import xterm from '@xterm/headless';

/** A terminal of some size, without a screen. */
export class Screenful {
  readonly #terminal: xterm.Terminal;

  constructor(columns: number, rows: number) {
    this.#terminal = new xterm.Terminal({
      cols: columns,
      rows,
      scrollback: 100_000,
      allowProposedApi: true,
      convertEol: true,
    });
  }

  write(text: string): Promise<void> {
    return new Promise((resolve) => this.#terminal.write(text, resolve));
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows);
  }

  /** What is seen, line by line. */
  seen(): string[] {
    const { buffer, rows } = this.#terminal;
    return withoutEmptyEnd(
      Array.from({ length: rows }, (_, i) => {
        const line = buffer.active.getLine(buffer.active.baseY + i);
        return line?.translateToString(true) ?? '';
      }),
    );
  }

  /** What is seen and what was scrolled out of sight; what the terminal wrapped is one line. */
  everything(): string[] {
    const { active } = this.#terminal.buffer;
    const lines: string[] = [];
    for (let i = 0; i < active.length; i++) {
      const line = active.getLine(i)!;
      const text = line.translateToString(true);
      if (line.isWrapped) lines[lines.length - 1] += text;
      else lines.push(text);
    }
    return withoutEmptyEnd(lines);
  }

  /** The ends of lines that the terminal wrapped, since they ran over its edge. */
  wraps(): string[] {
    const { active } = this.#terminal.buffer;
    return Array.from({ length: active.length }, (_, i) => active.getLine(i)!)
      .filter((line) => line.isWrapped)
      .map((line) => line.translateToString(true));
  }
}

function withoutEmptyEnd(lines: string[]): string[] {
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
}
