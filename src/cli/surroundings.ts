/** What the terminal, the environment and the program's own options say about how to write. */
import type { Writable } from 'node:stream';
import type { LiveTerminal } from '../render/live.js';
import type { Terminal } from '../render/terminal.js';
import type { Foreground } from './foreground.js';
import { Chalk, supportsColor, supportsColorStderr, type ChalkInstance } from 'chalk';

/** Options that every command takes. */
export interface GlobalOptions {
  lang?: 'en' | 'zh';
  color?: boolean;
  ascii?: boolean;
  verbose?: boolean;
}

/** All that a command needs to know of the world around it. */
export interface Surroundings {
  /** For results. */
  out: Writable;
  /** For everything else; above what is being drawn, where both are on the terminal. */
  readonly err: Writable;
  /** What is known of the terminals behind them, or of the files. */
  terminal: LiveTerminal;
  errTerminal: LiveTerminal;
  outColors: ChalkInstance;
  errColors: ChalkInstance;
  /** Whether the cursor may be moved on standard output, or on standard error. */
  outMoves: boolean;
  errMoves: boolean;
  /** Whether there is somebody to ask, on a terminal that can show the question. */
  talks: boolean;
  lang: 'en' | 'zh';
  /** Whether it was asked to keep to ASCII, not only because the locale has nothing else. */
  asciiAsked: boolean;
  verbose: boolean;
  /** Aborts when the program is to end early; the reason is the exit status. */
  ending: AbortSignal;
  /** Takes what is drawn over and over. */
  foreground: Foreground;
}

type Level = Terminal['color'];

/** Reads the surroundings of a process under the program's options. */
export function surroundings(
  options: GlobalOptions,
  host: NodeJS.Process,
  ending: AbortSignal,
  foreground: Foreground,
): Surroundings {
  const { env, stdout, stderr } = host;
  const asciiAsked = options.ascii === true;
  const ascii = asciiAsked || !isUtf8(locale(env, 'LC_CTYPE'));
  // A locale that cannot show Chinese is not asked for it, whatever its language.
  const lang = options.lang ?? (!ascii && /^zh/i.test(locale(env, 'LC_MESSAGES')) ? 'zh' : 'en');
  const columnsGiven = /^\d+$/.test(env['COLUMNS'] ?? '') ? Number(env['COLUMNS']) : 0;
  const terminalOf = (stream: NodeJS.WriteStream, color: Level): LiveTerminal => ({
    get columns() {
      return stream.columns || columnsGiven || 80;
    },
    get rows() {
      return stream.rows || 24;
    },
    color,
    ascii,
    lang,
  });
  // What a continuous integration keeps of a terminal is its lines.
  const inCI = Boolean(env['CI']) && env['CI'] !== 'false';
  const movable = env['TERM'] !== 'dumb' && !inCI;
  const terminal = terminalOf(stdout, colorLevel(options.color, env, supportsColor));
  const errTerminal = terminalOf(stderr, colorLevel(options.color, env, supportsColorStderr));
  return {
    out: stdout,
    get err() {
      return (stderr.isTTY && foreground.above) || stderr;
    },
    terminal,
    errTerminal,
    outColors: new Chalk({ level: terminal.color }),
    errColors: new Chalk({ level: errTerminal.color }),
    outMoves: stdout.isTTY && movable,
    errMoves: stderr.isTTY && movable,
    talks: stdout.isTTY && host.stdin.isTTY && movable && !ascii,
    lang,
    asciiAsked,
    verbose: options.verbose === true,
    ending,
    foreground,
  };
}

/** `--color` and `--no-color` go before FORCE_COLOR, that before NO_COLOR, that before detection. */
export function colorLevel(
  asked: boolean | undefined,
  env: NodeJS.ProcessEnv,
  detected: { level: number } | false,
): Level {
  const level = (detected === false ? 0 : detected.level) as Level;
  if (asked === false) return 0;
  if (asked === true) return level === 0 ? 1 : level;
  // chalk takes it for the least level there is, or passes it over for what TERM says.
  if (/^[0-3]$/.test(env['FORCE_COLOR'] ?? '')) return Number(env['FORCE_COLOR']) as Level;
  if (env['FORCE_COLOR'] === undefined && env['NO_COLOR']) return 0;
  return level;
}

/** The locale for a category, in the order that POSIX gives. */
export function locale(env: NodeJS.ProcessEnv, category: 'LC_MESSAGES' | 'LC_CTYPE'): string {
  return env['LC_ALL'] || env[category] || env['LANG'] || '';
}

// Where no locale is set at all (containers, services) terminals understand UTF-8 all the same.
function isUtf8(name: string): boolean {
  return name === '' || /utf-?8/i.test(name) || process.platform === 'win32';
}
