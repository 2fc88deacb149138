/**
 * Brings the events of all lanes into one order, the order of their stamps, and gives every lane its
 * unique label. It knows rings (threads of this process, exact order at once) and pipes (child
 * processes, whose events are held for some milliseconds so that they find their place).
 */
import type { Emitted, LaneAddress, LaneEvent, LaneKind, LaneStart, TraceEvent } from './event.js';
import { makeRing, RingReader, type Stamped } from './ring.js';

/** How long an event waits for earlier ones from a pipe. */
const PIPE_HOLD_MS = 20;

interface Entry extends Stamped {
  /** The process that the lane number belongs to; none is this one. */
  process?: number;
}

/** What the recorder says to those who run the demo. */
export interface RecorderOptions {
  /** Takes every event, in order. A promise asks for no more until it is kept. */
  take: (event: TraceEvent) => Promise<void> | undefined;
  /** If there is it, it takes in the same order, as JSON, what lanes print. */
  printed?: ((json: string) => Promise<void> | undefined) | undefined;
  /** Called when the main lane begins: what comes before the first event. */
  begin: () => void;
}

/** Lane numbers are unique within a process; with its id (22 bits at most) they are within the run. */
const PROCESS_STRIDE = 2 ** 24;

/** How the JSON of a line begins that a lane has printed. */
const PRINT = '{"type":"print",';

/** Stands in the place of an event: the process is gone, and its lanes are over. */
const GONE = '';

/** Merges lanes' events into one stream. */
export class Recorder {
  private readonly options: RecorderOptions;
  private readonly rings = new Set<RingReader>();
  private readonly labels = new Map<number, string>();
  /** Their labels as JSON. */
  private readonly quoted = new Map<number, string>();
  private readonly names = new Map<string, number>();
  /** The lanes of each process that began and did not end, with their kind. */
  private readonly open = new Map<number, Map<number, LaneKind>>();
  private held: Entry[] = [];
  private pipes = 0;
  private timer: NodeJS.Timeout | undefined;
  private start: bigint | null = null;
  /** While who takes the events cannot take more: lanes then wait for room in their rings. */
  private pause: Promise<void> | undefined;

  constructor(options: RecorderOptions) {
    this.options = options;
  }

  /** Makes the ring of a new thread. */
  openRing(): { ring: SharedArrayBuffer; reader: RingReader } {
    const ring = makeRing();
    const reader = new RingReader(ring);
    this.rings.add(reader);
    return { ring, reader };
  }

  /** Takes what is left in the ring of a thread that is over. */
  closeRing(reader: RingReader): void {
    reader.abandon();
    reader.take(process.hrtime.bigint(), this.held);
    this.drain();
    this.rings.delete(reader);
  }

  /** From now on events may come from one more child process. */
  openPipe(): void {
    this.pipes++;
  }

  closePipe(): void {
    this.pipes--;
    this.drain();
  }

  /** The process is gone; lanes of it that did not say how they ended were killed. */
  gone(process: number): void {
    this.push(process, 0, GONE, globalThis.process.hrtime.bigint());
  }

  /** Takes one event that did not come through a ring: from a child process, or the conductor's own. */
  push(process: number, lane: number, json: string, stamp: bigint): void {
    this.held.push({ process, lane, json, stamp });
    this.schedule();
  }

  /** Says that something happened to a lane that can no longer say so itself. */
  note(process: number, lane: number, event: Emitted): void {
    this.push(process, lane, JSON.stringify(event), globalThis.process.hrtime.bigint());
  }

  /** The unique label of a lane that has begun. */
  labelOf(process: number, lane: number): string | undefined {
    return this.labels.get(process * PROCESS_STRIDE + lane);
  }

  /** Passes on, in order, everything that can no longer be overtaken. */
  drain(last = false): void {
    if (this.pause !== undefined && !last) return;
    for (const ring of this.rings) ring.rearm();
    let limit = process.hrtime.bigint();
    if (this.pipes > 0 && !last) limit -= BigInt(PIPE_HOLD_MS) * 1_000_000n;
    if (!last) for (const ring of this.rings) limit = ring.limit(limit);
    const batch: Stamped[] = [];
    for (const ring of this.rings) ring.take(limit, batch);
    const entries: Entry[] = batch;
    const mixed = this.held.length > 0 || this.rings.size + this.pipes > 1;
    if (this.held.length > 0) {
      const later: Entry[] = [];
      for (const entry of this.held) (entry.stamp <= limit ? entries : later).push(entry);
      this.held = later;
    }
    if (entries.length > 1 && mixed) entries.sort(byStamp);
    for (const entry of entries) this.pass(entry);
    if (this.pipes > 0 || this.held.length > 0) this.schedule();
  }

  /** Passes on all that is left, whatever its order. */
  flush(): void {
    clearTimeout(this.timer);
    this.drain(true);
  }

  /** Seconds since `main` was called. */
  now(): number {
    return this.start === null ? 0 : secondsBetween(this.start, process.hrtime.bigint());
  }

  private schedule(): void {
    if (this.timer !== undefined) return;
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        this.drain();
      },
      this.pipes > 0 ? PIPE_HOLD_MS : 0,
    );
  }

  private pass(entry: Entry): void {
    const { process: origin = 0, lane, json, stamp } = entry;
    if (json === GONE) return this.close(origin, stamp);
    const { printed } = this.options;
    if (printed !== undefined && this.start !== null && json.startsWith(PRINT))
      return this.heed(printed(this.printed(this.start, entry)));
    const { name, parent, to, ...event } = JSON.parse(json) as Emitted & Record<string, unknown>;
    const key = origin * PROCESS_STRIDE + lane;
    if (event.type === 'lane-start') {
      this.labels.set(key, this.label(String(name)));
      this.lanesOf(origin).set(lane, (event as unknown as LaneStart).kind);
      if (this.start === null) {
        this.start = stamp;
        this.options.begin();
      }
    }
    // A lane ends once, if it began, whoever says so: itself, or those who saw it killed.
    if (event.type === 'lane-end' && !this.lanesOf(origin).delete(lane)) return;
    if (this.start === null) return;
    const { type, ...rest } = event as unknown as { type: string };
    const label = (of: LaneAddress): string => {
      if (typeof of === 'string') return of;
      const [from, lane] = typeof of === 'number' ? [origin, of] : of;
      const home = from === globalThis.process.pid ? 0 : from;
      return this.labels.get(home * PROCESS_STRIDE + lane) ?? `lane ${lane}`;
    };
    const full = this.options.take({
      type,
      t: secondsBetween(this.start, stamp),
      lane: label(lane),
      ...(parent !== undefined && { parent: label(parent) }),
      ...(to !== undefined && { to: label(to) }),
      ...(type === 'error' && { name }),
      ...rest,
    } as unknown as LaneEvent);
    this.heed(full);
  }

  /** Puts the stamp and the lane into the JSON of a line that was printed, without taking it apart. */
  private printed(start: bigint, { process = 0, lane, json, stamp }: Entry): string {
    const key = process * PROCESS_STRIDE + lane;
    let label = this.quoted.get(key);
    if (label === undefined) {
      label = JSON.stringify(this.labels.get(key) ?? `lane ${lane}`);
      this.quoted.set(key, label);
    }
    const t = secondsBetween(start, stamp);
    return `${PRINT}"t":${t},"lane":${label},${json.slice(PRINT.length)}`;
  }

  private close(process: number, stamp: bigint): void {
    for (const [lane, kind] of this.open.get(process) ?? [])
      this.pass({
        process,
        lane,
        json: JSON.stringify({ type: 'lane-end', kind, how: 'killed' }),
        stamp,
      });
    this.open.delete(process);
  }

  private lanesOf(process: number): Map<number, LaneKind> {
    let lanes = this.open.get(process);
    if (lanes === undefined) this.open.set(process, (lanes = new Map()));
    return lanes;
  }

  /** Passes nothing on while who takes the events cannot take more. */
  private heed(full: Promise<void> | undefined): void {
    if (full === undefined || this.pause === full) return;
    this.pause = full;
    void full.then(() => {
      if (this.pause !== full) return;
      this.pause = undefined;
      this.drain();
    });
  }

  private label(name: string): string {
    const count = (this.names.get(name) ?? 0) + 1;
    this.names.set(name, count);
    if (count === 1) return name;
    // A user may have named a lane like our second one.
    return this.names.has(`${name}#${count}`) ? this.label(name) : this.label(`${name}#${count}`);
  }
}

function byStamp(a: Stamped, b: Stamped): number {
  return a.stamp < b.stamp ? -1 : a.stamp > b.stamp ? 1 : 0;
}

function secondsBetween(from: bigint, to: bigint): number {
  return Number(to - from) / 1e9;
}
