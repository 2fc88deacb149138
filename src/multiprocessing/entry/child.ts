/** What a child process does before any code of the user runs there. */
import { aliasOurselves } from '../../lane/alias.js';
import { allowBlocking, MAIN_LANE, type Settings, settings } from '../../lane/lane.js';
import { finishLane } from '../../lane/ending.js';
import { linkLocally } from '../../lane/link.js';
import { captureOutput } from '../../lane/output.js';
import { writeWhole } from '../../lane/print.js';
import { cpuSeconds, peakMemoryBytes, type Usage } from '../../lane/resources.js';
import { asError } from '../../threading/excepthook.js';
import { emit, findLaneBy, listen, trace } from '../../trace/emit.js';
import { ControlPipe, sendFrame } from '../control.js';
import { CONTROL_FD, Frame, readFrame } from '../frames.js';
import { ownProcess } from '../own.js';
import { openOwnConductor } from '../own-conductor.js';
import { fromBytes } from '../values.js';

/** What the conductor gives every child process. */
export interface ChildBoot<Job> {
  settings: Settings;
  name: string;
  daemon: boolean;
  /** The lane that asked for the child, and the id of its process. */
  parent: readonly [process: number, lane: number];
  /** Whether somebody wants its events. */
  recording: boolean;
  job: Job;
}

let how: 'returned' | 'failed' | null = null;

/** Says that the child's work is done, or failed; the process may take a moment to end. */
export function endLane(as: 'returned' | 'failed'): void {
  if (how !== null) return;
  how = as;
  finishLane();
  if (trace.on) emit({ type: 'lane-end', kind: 'process', how }, MAIN_LANE);
}

/** Reports an error that nobody caught, and ends the process with 1 as Python does. */
export function fail(thrown: unknown): never {
  const { name, message, stack } = asError(thrown);
  if (trace.on) emit({ type: 'error', name, message }, MAIN_LANE);
  else writeWhole(2, `Process ${ownProcess.name}:\n${stack ?? `${name}: ${message}`}\n`);
  endLane('failed');
  process.exit(1);
}

/** Makes this process a lane of the program that started it, and returns what it is to do. */
export function bootChild<Job>(): Job {
  const bytes = readFrame(CONTROL_FD);
  if (bytes === null) process.exit(1); // the parent is gone
  const boot = fromBytes(bytes) as ChildBoot<Job>;
  // A terminal sends Ctrl-C, and its own end, to all of its processes; the parent decides what
  // becomes of its children.
  for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => {});
  process.on('uncaughtException', fail);
  allowBlocking();
  linkLocally(() => openOwnConductor(boot.recording));
  findLaneBy(() => MAIN_LANE);
  Object.assign(settings, boot.settings);
  const { name, daemon, parent } = boot;
  Object.assign(ownProcess, { name, daemon, childPrefix: `${name}:` });
  if (settings.userFile) aliasOurselves();
  process.on('exit', (code) => {
    endLane(code === 0 ? 'returned' : 'failed');
    const usage: Usage = { cpuSeconds: cpuSeconds(), peakMemoryBytes: peakMemoryBytes() };
    sendFrame(Frame.usage, JSON.stringify(usage));
  });
  if (boot.recording) {
    listen(new ControlPipe());
    captureOutput();
    emit({ type: 'lane-start', name, kind: 'process', parent, pid: process.pid, tid: 0 });
  }
  return boot.job;
}
