/** Starts a child process and makes it a lane of the program; its events come by a pipe of its own. */
import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import type { Duplex, Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { fileURLToPath } from 'node:url';
import { MAIN_LANE } from '../lane/lane.js';
import type { Request } from '../lane/link.js';
import type { ChildBoot } from '../multiprocessing/entry/child.js';
import { Frame, frame, FrameReader } from '../multiprocessing/frames.js';
import { fromBytes, toBytes } from '../multiprocessing/values.js';
import { childProcess } from '../lane/builtin.js';
import type { Conductor, LaneEnd } from './conductor.js';
import { cpuSecondsOf, peakMemoryBytes, type Usage } from '../lane/resources.js';

/** How long a child may take to heed SIGTERM; less where the whole program ends. */
const GRACE_MS = 1000;
const LAST_GRACE_MS = 300;

/** What it takes to start a child process as a lane. */
export interface ChildLane<Job> {
  /** The built file that runs inside, beside this one. */
  entry: string;
  name: string;
  job: Job;
  daemon: boolean;
  /** The lane that asked for it. */
  parent: number;
  /** Whether it has a channel for messages, as workers of a pool do. */
  channel: boolean;
  /** Takes what only its kind of child sends. */
  frame?: (kind: number, payload: Buffer) => void;
  /** Called once, when the process is gone and all that it wrote has been read. */
  gone: (exitcode: number, error: Error | undefined) => void;
}

/** A child process that runs. */
export interface Child {
  readonly process: ChildProcess;
  send(kind: number, payload: Uint8Array): void;
  /** Asks it to end, and kills it if it does not heed that within a second. */
  terminate(graceMs?: number): Promise<void>;
  /** Ends it at once. */
  kill(): Promise<void>;
}

/** What Node was started with, without what names the program itself. */
function execArgv(): string[] {
  const given: string[] = [];
  for (let i = 0; i < process.execArgv.length; i++) {
    const argument = process.execArgv[i]!;
    if (/^(-e|-p|-pe|--eval|--print)$/.test(argument)) i++;
    else if (!/^--(eval|print|input-type|test|watch|inspect(-brk|-wait)?)\b/.test(argument))
      given.push(argument);
  }
  return given;
}

/** Starts a child. It gets its job once it is guarded, so that none can outlive this process. */
export function startChild<Job>(conductor: Conductor, lane: ChildLane<Job>): Child {
  const { recorder } = conductor;
  const output = recorder === null ? 'inherit' : 'pipe';
  const child = childProcess().spawn(
    process.execPath,
    [...execArgv(), fileURLToPath(new URL(lane.entry, import.meta.url)), lane.name],
    {
      stdio: ['ignore', output, output, 'pipe', ...(lane.channel ? ['ipc' as const] : [])],
      serialization: 'advanced',
    },
  );
  const { pid } = child;
  const control = child.stdio[3] as Duplex;
  // The child may end before it has read everything.
  control.on('error', () => {});
  if (pid === undefined) return stillborn(child, lane);

  conductor.guardian.add(pid);
  const boot: ChildBoot<Job> = {
    settings: conductor.settings,
    name: lane.name,
    daemon: lane.daemon,
    parent: [process.pid, lane.parent],
    recording: recorder !== null,
    job: lane.job,
  };
  control.write(frame(Frame.job, toBytes(boot)));

  const mourners: (() => void)[] = [];
  const end: LaneEnd = {
    lane: MAIN_LANE,
    post: (message) => control.write(frame(Frame.answer, toBytes(message))),
    whenGone: (tell) => mourners.push(tell),
  };

  /** Whether it has said what it used; one that is ended by a signal does not. */
  let orderly = false;
  /** What it had used when it was signalled. */
  let usage: Usage | undefined;
  recorder?.openPipe();
  const reader = new FrameReader((kind, payload) => {
    if (kind === Frame.request) return conductor.handle(fromBytes(payload) as Request, end);
    const text = payload.toString();
    if (kind === Frame.event) {
      const [, stamp, from, at, json] = /^(\d+) (\d+) (\d+) (.*)$/s.exec(text)!;
      recorder?.push(Number(from), Number(at), json!, BigInt(stamp!));
    } else if (kind === Frame.gone) recorder?.gone(Number(text));
    else if (kind === Frame.usage || kind === Frame.usageBelow) {
      orderly ||= kind === Frame.usage;
      conductor.used(JSON.parse(text) as Usage);
    } else lane.frame?.(kind, payload);
  });
  control.on('data', (chunk: Buffer) => reader.feed(chunk));
  if (recorder !== null)
    for (const stream of [child.stdout, child.stderr])
      linesOf(stream!, (text) => recorder.note(pid, MAIN_LANE, { type: 'print', text }));

  child.once('exit', () => conductor.guardian.remove(pid));
  const over = afterOutput(child).then(() => {
    for (const tell of mourners) tell();
    if (!orderly && usage !== undefined) conductor.used(usage);
    recorder?.gone(pid);
    recorder?.closePipe();
    lane.gone(child.exitCode ?? -constants.signals[child.signalCode!], undefined);
    removed();
  });
  const send = (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      usage = { cpuSeconds: cpuSecondsOf(pid), peakMemoryBytes: peakMemoryBytes(pid) };
      child.kill(signal);
    }
    return over;
  };
  const running: Child = {
    process: child,
    send: (kind, payload) => control.write(frame(kind, payload)),
    kill: () => send('SIGKILL'),
    terminate: async (graceMs = GRACE_MS) => {
      const late = setTimeout(() => void send('SIGKILL'), graceMs);
      await send('SIGTERM');
      clearTimeout(late);
    },
  };
  const removed = conductor.add({
    daemon: lane.daemon,
    kill: () => running.terminate(LAST_GRACE_MS),
  });
  return running;
}

/** The operating system refused: there is nothing to end, and somebody must be told. */
function stillborn<Job>(child: ChildProcess, { gone }: ChildLane<Job>): Child {
  child.once('error', (error) => gone(1, error));
  return { process: child, send: () => {}, kill: async () => {}, terminate: async () => {} };
}

/** How long what a child wrote may take to arrive after its end; a grandchild may hold the pipe open. */
const LAST_WORDS_MS = 200;

/** Resolves when the child is gone and its pipes, and its channel, are read to their end. */
async function afterOutput(child: ChildProcess): Promise<void> {
  const messagesRead =
    child.connected && new Promise<void>((resolve) => child.once('disconnect', resolve));
  child.once('exit', () => {
    setTimeout(() => {
      for (const stream of child.stdio) stream?.destroy();
    }, LAST_WORDS_MS).unref();
  });
  await new Promise<void>((resolve) => child.once('close', () => resolve()));
  await messagesRead;
}

/** Gives each whole line that comes, and what is left at the end. */
function linesOf(stream: Readable, take: (line: string) => void): void {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  stream.on('data', (chunk: Buffer) => {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop()!;
    for (const line of lines) take(line);
  });
  stream.on('end', () => {
    rest += decoder.end();
    if (rest !== '') take(rest);
  });
}
