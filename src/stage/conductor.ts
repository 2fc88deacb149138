/**
 * The conductor: the thread of a process that owns its workers and children, and never blocks. Lanes
 * ask it to start things, so that a lane may block and still be watched, and be ended at any time.
 */
import { isMainThread, type Worker } from 'node:worker_threads';
import { type Boot, DOORBELL } from '../lane/boot.js';
import type { Settings } from '../lane/lane.js';
import type { Link, Message, Request } from '../lane/link.js';
import { writeWhole } from '../lane/print.js';
import { type Enter, spawnWorker } from '../lane/worker.js';
import { arena } from '../memory/arena.js';
import type { EventDesk } from './forwarder.js';
import { Guardian } from './guardian.js';
import type { Usage } from '../lane/resources.js';

/** A lane as the conductor sees it: where its answers go. */
export interface LaneEnd {
  /** The lane's number in its process. */
  readonly lane: number;
  /** Sends the lane a message, and wakes it if it blocks for one. */
  post(message: Message): void;
  /** Calls `tell` once, when the lane's thread is gone; never for a program's own main thread. */
  whenGone(tell: () => void): void;
}

/** Takes the requests of one kind. */
export type Service = (request: never, from: LaneEnd) => void;

/** What it takes to start a worker as a lane. */
export interface WorkerLane<Job> {
  /** What it does. */
  enter: Enter;
  job: Job;
  lane: number;
  /** The word to ring when a message waits for the lane. */
  bell: Int32Array;
  daemon: boolean;
  /** A worker that has been started already, without its boot. */
  started?: Worker;
  /** Takes what this lane alone may say; `do` names it. */
  services?: Readonly<Record<string, (request: never) => void>>;
  /** Called once, when the worker is gone; `error` is what ended it, if an error did. */
  gone: (error: Error | undefined, exitCode: number) => void;
}

/** Something that runs: a worker or a child process. */
export interface Running {
  readonly daemon: boolean;
  /** Ends it, whatever it does; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Owns every worker and child of this process. */
export class Conductor {
  readonly settings: Settings;
  /** Where events go; null if nobody listens. */
  readonly recorder: EventDesk | null;
  private readonly services = new Map<string, Service>();
  private readonly running = new Set<Running>();
  private readonly idle: (() => void)[] = [];
  /** What child processes have used that are over. */
  readonly usage: Usage = { cpuSeconds: 0, peakMemoryBytes: 0 };
  readonly guardian = new Guardian();
  private ending = false;

  constructor(settings: Settings, recorder: EventDesk | null) {
    this.settings = settings;
    this.recorder = recorder;
  }

  /** Lets `take` handle the requests whose `do` is `name`. */
  offer<R extends Request>(name: R['do'], take: (request: R, from: LaneEnd) => void): void {
    this.services.set(name, take);
  }

  /** Does what a lane asks. */
  handle(request: Request, from: LaneEnd): void {
    if (!this.ending) this.services.get(request.do)?.(request as never, from);
  }

  /** Counts something as running until it is gone. */
  add(running: Running): () => void {
    this.running.add(running);
    return () => {
      this.running.delete(running);
      if (this.busy()) return;
      for (const tell of this.idle.splice(0)) tell();
    };
  }

  /** Tells that the system refused to start something for a lane. */
  couldNotStart(name: string, forLane: number, { message: reason }: Error): void {
    const message = `${name} could not be started: the system refused it (${reason})`;
    if (this.recorder === null) writeWhole(2, `${message}\n`);
    else this.recorder.note(0, forLane, { type: 'error', name: 'StartError', message });
  }

  /**
   * Starts a worker and makes it a lane of this program.
   *
   * @throws Error where the system refuses
   */
  startWorker<Job>({ enter, job, lane, bell, daemon, started, services, gone }: WorkerLane<Job>): {
    worker: Worker;
    post: <M extends Message>(message: M) => void;
  } {
    const opened = this.recorder?.openRing();
    const boot: Boot<Job> = {
      arena: arena(),
      ring: opened?.ring ?? null,
      settings: this.settings,
      job,
    };
    let worker: Worker;
    try {
      worker =
        started ??
        spawnWorker(enter, boot, {
          // In a run the lane makes events of what it writes; Node is to leave its streams alone.
          stdout: opened !== undefined,
          stderr: opened !== undefined,
        });
      started?.postMessage(boot);
    } catch (error) {
      if (opened) this.recorder!.closeRing(opened.reader);
      throw error;
    }
    const mourners: (() => void)[] = [];
    const from: LaneEnd = {
      lane,
      whenGone: (tell) => mourners.push(tell),
      post: (message) => {
        worker.postMessage(message);
        Atomics.add(bell, 0, 1);
        Atomics.notify(bell, 0);
      },
    };
    worker.on('message', (request: Request | typeof DOORBELL) => {
      if (request === DOORBELL) this.recorder!.drain();
      else if (services?.[request.do]) services[request.do]!(request as never);
      else this.handle(request, from);
    });
    let failure: Error | undefined;
    worker.on('error', (error) => (failure = error));
    const removed = this.add({
      daemon,
      kill: async () => {
        await worker.terminate();
      },
    });
    worker.on('exit', (exitCode) => {
      if (opened) this.recorder!.closeRing(opened.reader);
      gone(failure, exitCode);
      for (const tell of mourners) tell();
      removed();
    });
    return { worker, post: from.post };
  }

  /** Adds what a child process has used. */
  used({ cpuSeconds, peakMemoryBytes }: Usage): void {
    this.usage.cpuSeconds += cpuSeconds;
    this.usage.peakMemoryBytes += peakMemoryBytes;
  }

  /** Resolves when nothing runs but daemons. */
  async settled(): Promise<void> {
    while (this.busy()) await new Promise<void>((tell) => this.idle.push(tell));
  }

  /** Ends whatever still runs; from now on nothing starts. */
  async end(): Promise<void> {
    this.ending = true;
    // Daemons do not keep this process alive: it would be over before they are.
    const awake = setInterval(() => {}, 1000);
    while (this.running.size > 0)
      await Promise.all(Array.from(this.running, (running) => running.kill()));
    clearInterval(awake);
  }

  private busy(): boolean {
    for (const { daemon } of this.running) if (!daemon) return true;
    return false;
  }
}

/** The conductor of a plain script, which runs on the main thread itself. */
export function localLink(conductor: Conductor, lane: LaneEnd): Link {
  if (!isMainThread)
    throw new Error(
      'A Worker of your own can start no threads or processes of this package: start it as a `Thread`.',
    );
  return { send: (request) => conductor.handle(request, lane) };
}
