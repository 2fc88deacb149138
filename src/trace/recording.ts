/**
 * A recording: the events of one or more finished runs as JSON lines, the stream of `--json`.
 * `docs/events.md` describes it. Reading checks every line, so that whoever uses a recording need not.
 */
import { EVENT_VERSION, type RunEnd, type RunStart, type TraceEvent } from './event.js';
import { toJson } from './json.js';
import { checkEvent, shown } from './schema.js';
import { inOrder } from './spans.js';

/** One run of a recording. */
export interface Run {
  start: RunStart;
  /** The facts about the run; missing if it was cut short before it could say them. */
  end?: RunEnd;
  /** Every event, `start` and `end` among them, sorted by time. */
  events: TraceEvent[];
  /** How long the run or, without an end, the recording of it lasted, in seconds. */
  duration: number;
}

/** What a recording holds. */
export interface Recording {
  runs: Run[];
  /** The number of the last line if it is cut off, as it is when the writer was killed. */
  cutOff?: number;
}

/** A text that is no recording, or a damaged one, or one of a later version of this program. */
export class RecordingError extends Error {
  override name = 'RecordingError';
  /** The line at fault, counted from 1. */
  readonly line: number;
  constructor(line: number, what: string) {
    super(`Line ${line} of the recording: ${what}.`);
    this.line = line;
  }
}

/** Characters. What has a longer line is a file of another kind, not to be read into memory. */
const longestLine = 2 ** 26;

/**
 * Reads the events of a recording one by one, as they come; only a line is ever held in memory.
 *
 * @param chunks the text in pieces of any size: a file's stream, or an array of strings
 * @param onCutOff told the number of the last line if it is cut off: everything before it is read
 * @throws RecordingError at the first line that is no event of a recording
 * @example
 * for await (const event of readEvents(createReadStream('run.jsonl'))) renderer.event(event);
 */
export async function* readEvents(
  chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  onCutOff?: (line: number) => void,
): AsyncGenerator<TraceEvent, void, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  let line = 0;
  let begun = false;
  const read = (text: string): TraceEvent | null => {
    line += 1;
    if (text.trim() === '') return null;
    const event = parseLine(line, text);
    if (event.type === 'run-start') checkVersion(line, event.version);
    else if (!begun) throw new RecordingError(line, notFirst(event.type));
    begun = true;
    return event;
  };
  for await (const chunk of chunks) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    if (!text.includes('\n')) rest += text;
    else {
      const lines = (rest + text).split('\n');
      rest = lines.pop()!;
      for (const text of lines) {
        const event = read(text);
        if (event !== null) yield event;
      }
    }
    if (rest.length > longestLine)
      throw new RecordingError(line + 1, 'longer than any event, so this is no recording');
  }
  rest += decoder.decode();
  if (rest.trim() !== '') {
    const cutOff = begun && !isJson(rest);
    if (cutOff) onCutOff?.(line + 1);
    const event = cutOff ? null : read(rest);
    if (event !== null) yield event;
  }
  if (!begun) throw new RecordingError(1, 'nothing there; a recording begins with a run-start');
}

/**
 * Reads a whole recording into memory, run by run.
 *
 * @param chunks as for `readEvents`
 * @throws RecordingError
 */
export async function readRecording(
  chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
): Promise<Recording> {
  const recording: Recording = { runs: [] };
  let events: TraceEvent[] = [];
  const finish = () => {
    if (events.length > 0) recording.runs.push(runOf(events));
    events = [];
  };
  for await (const event of readEvents(chunks, (line) => (recording.cutOff = line))) {
    if (event.type === 'run-start') finish();
    events.push(event);
  }
  finish();
  return recording;
}

/**
 * Makes a run of its events, in any order.
 *
 * @throws RangeError without a `run-start` among them
 */
export function runOf(events: Iterable<TraceEvent>): Run {
  const sorted = inOrder(events);
  const start = sorted.find((event) => event.type === 'run-start');
  if (start === undefined) throw new RangeError('Expected a run with a run-start, got none.');
  const end = sorted.findLast((event) => event.type === 'run-end');
  return {
    start,
    ...(end !== undefined && { end }),
    events: sorted,
    duration: Math.max(0, sorted.at(-1)!.t),
  };
}

/** An event as a line of a recording, with its line feed. */
export function eventLine(event: TraceEvent): string {
  return `${toJson(event)}\n`;
}

function parseLine(line: number, text: string): TraceEvent {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RecordingError(line, `expected a JSON object, got ${shown(text)}`);
  }
  const wrong = checkEvent(value);
  if (wrong !== null) throw new RecordingError(line, wrong);
  return value as TraceEvent;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function checkVersion(line: number, version: number): void {
  if (version > EVENT_VERSION)
    throw new RecordingError(
      line,
      `written in version ${version} of the format, while this program reads up to version ` +
        `${EVENT_VERSION}; update it to read this recording`,
    );
}

function notFirst(type: string): string {
  return `expected the run-start that a recording begins with, got ${type}`;
}
