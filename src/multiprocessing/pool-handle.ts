/** A lane's end of a pool: hands tasks to the scheduler, and results to those who wait for them. */
import { atLaneEnd } from '../lane/ending.js';
import { closeMailbox, conductor, openMailbox, pumpUntil } from '../lane/link.js';
import { locate } from '../lane/target.js';
import { waiting } from '../lane/wait.js';
import { Header, programWords } from '../memory/arena.js';
import type { Callable } from '../threading/thread.js';
import { currentLane, emit, trace } from '../trace/emit.js';
import { PoolClosedError, PoolTerminatedError } from './errors.js';
import {
  type Initializer,
  mailboxOf,
  type Mode,
  type PoolEnd,
  type PoolNews,
  type PoolOpen,
  type PoolSubmit,
  type Work,
  type WorkerKind,
} from './protocol.js';
import { Submissions, type Taker } from './submissions.js';
import { encodeArguments, isScalar, type Payload } from './values.js';

/** What a pool is made of. */
export interface PoolPlan {
  kind: WorkerKind;
  workers: number;
  module: string | undefined;
  initializer: Callable | undefined;
  initargs: readonly unknown[];
  maxTasksPerChild: number;
}

const ON_JOIN = 'join pool';

/** Something that still reads its input when the pool is closed. */
export interface Reader {
  /** Hands in all that it would hand in later. */
  readAll(): void;
}

/** The tasks of one pool, as the lane sees them that made it. */
export class PoolHandle {
  readonly submissions = new Submissions();
  readonly readers = new Set<Reader>();
  private readonly plan: PoolPlan;
  private readonly number = Atomics.add(programWords(), Header.pools, 1) + 1;
  private readonly works: Record<Mode, Map<Callable, number>> = {
    call: new Map(),
    one: new Map(),
    map: new Map(),
    starmap: new Map(),
  };
  private workCount = 0;
  private state: 'running' | 'closed' | 'ended' = 'running';
  private readonly joiners: (() => void)[] = [];
  private readonly keeper = setInterval(() => {}, 2 ** 30).unref();

  constructor(plan: PoolPlan) {
    this.plan = plan;
    const { kind, workers, maxTasksPerChild } = plan;
    const open: PoolOpen = {
      do: 'pool-open',
      pool: this.number,
      kind,
      workers,
      parent: currentLane(),
      initializer: this.initializer(),
      maxTasksPerChild,
    };
    openMailbox<PoolNews>(mailboxOf(this.number), (news) => this.hear(news));
    atLaneEnd(() => this.submissions.reportUnheard());
    conductor().send(open);
  }

  get running(): boolean {
    return this.state === 'running';
  }

  get ended(): boolean {
    return this.state === 'ended';
  }

  /**
   * A number for a new task.
   *
   * @throws PoolClosedError
   */
  newTask(): number {
    if (!this.running) throw new PoolClosedError();
    return Atomics.add(programWords(), Header.tasks, 1) + 1;
  }

  submit(task: number, mode: Mode, fn: Callable, args: readonly unknown[], taker: Taker): void {
    const { kind, module } = this.plan;
    let newWork: Work | null = null;
    // A single plain argument is what pools mostly carry: it goes without its list.
    const [alone] = args;
    if (mode === 'call' && args.length === 1 && isScalar(alone)) mode = 'one';
    let work = this.works[mode].get(fn);
    if (work === undefined) {
      newWork = { target: locate("A pool's function", fn, module), mode };
      this.works[mode].set(fn, (work = this.workCount++));
    }
    const request: PoolSubmit = {
      do: 'pool-submit',
      pool: this.number,
      task,
      work,
      args: mode === 'one' ? (alone as Payload) : encodeArguments('a task', args, kind),
      newWork,
    };
    if (trace.on) emit({ type: 'task-submit', task });
    this.submissions.add(task, taker);
    this.stayAlive();
    conductor().send(request);
  }

  close(): void {
    if (!this.running) return;
    for (const reader of this.readers) reader.readAll();
    this.finish(false);
  }

  terminate(): void {
    if (this.ended) return;
    this.finish(true);
    this.submissions.drop(new PoolTerminatedError());
  }

  /** Blocks this thread until the workers are gone. */
  join(): void {
    if (trace.on) emit(waiting(ON_JOIN, undefined));
    pumpUntil(() => this.ended);
    if (trace.on) emit({ type: 'wake', on: ON_JOIN });
  }

  async joinAsync(): Promise<void> {
    const lane = currentLane();
    if (trace.on) emit(waiting(ON_JOIN, undefined), lane);
    await new Promise<void>((resolve) => this.joiners.push(resolve));
    if (trace.on) emit({ type: 'wake', on: ON_JOIN }, lane);
  }

  private initializer(): Initializer | null {
    const { initializer, initargs, module, kind } = this.plan;
    if (initializer === undefined) return null;
    return {
      target: locate("A pool's initializer", initializer, module),
      args: encodeArguments("a pool's initializer", initargs, kind),
    };
  }

  private finish(drop: boolean): void {
    this.state = 'closed';
    this.stayAlive();
    const request: PoolEnd = { do: 'pool-end', pool: this.number, drop };
    conductor().send(request);
  }

  private hear({ outcomes, worker, ended }: PoolNews): void {
    if (outcomes !== undefined) this.submissions.take(outcomes, worker!);
    if (ended === true) {
      this.state = 'ended';
      closeMailbox(mailboxOf(this.number));
      clearInterval(this.keeper);
      for (const tell of this.joiners.splice(0)) tell();
    }
    this.stayAlive();
  }

  /** The program must not end while results are to come, or workers to go. */
  private stayAlive(): void {
    const busy = this.submissions.size > 0 || this.state === 'closed';
    if (busy) this.keeper.ref();
    else this.keeper.unref();
  }
}
