/**
 * A pool's scheduler: gives the tasks that wait to workers that are idle, replaces workers that end,
 * and passes results on to the lane that made the pool.
 */
import { PoolBrokenError, WorkerDiedError } from '../multiprocessing/errors.js';
import { type Collected, nextBatch } from '../multiprocessing/ledger.js';
import {
  type Answer,
  type Batch,
  type Outcomes,
  type PoolNews,
  type PoolOpen,
  type PoolSubmit,
  Status,
  STRIDE,
  type Tasks,
  type Work,
} from '../multiprocessing/protocol.js';
import { encode, type Payload } from '../multiprocessing/values.js';
import { BatchSizer } from './batch-size.js';
import type { PoolWorker, WorkerEvents } from './pool-workers.js';
import { TaskQueue } from './task-queue.js';

interface Place {
  readonly worker: PoolWorker;
  /** What it was given and has not answered. */
  given: Tasks;
  /** The number of the batch, and when it was given (ms). */
  batch: number;
  since: number;
  /** How many works it has heard of. */
  works: number;
  /** How many tasks it has been given so far. */
  tasks: number;
  /** It has been told to end. */
  leaving: boolean;
}

/** After so many workers in a row that ended before they did a task, the pool gives up. */
const MOST_STILLBORN = 3;

/** A batch that takes longer than this, and was thought to take 2 ms, holds tasks up. */
const LATE_MS = 4;

/** What a scheduler needs of the world. */
export interface PoolWorld {
  /** Starts a worker of the pool's kind. */
  startWorker(events: WorkerEvents): PoolWorker;
  /** Tells the lane that made the pool. */
  tell(news: Omit<PoolNews, 'to'>): void;
  /** Called when the pool has ended and all its workers are gone. */
  over(): void;
}

/** Schedules the tasks of one pool. */
export class PoolScheduler {
  private readonly size: number;
  private readonly maxTasksPerChild: number;
  private readonly world: PoolWorld;
  private readonly works: Work[] = [];
  private readonly places = new Set<Place>();
  /** Who worked last is last, and is the next to work: its caches are warm, and the others' cores sleep. */
  private readonly idle: Place[] = [];
  private readonly sizes = new BatchSizer();
  private readonly waiting = new TaskQueue();
  private stillborn = 0;
  private closed = false;
  private broken: Payload | null = null;
  private watching: NodeJS.Timeout | undefined;

  constructor(
    { workers, maxTasksPerChild }: Pick<PoolOpen, 'workers' | 'maxTasksPerChild'>,
    world: PoolWorld,
  ) {
    this.size = workers;
    this.maxTasksPerChild = maxTasksPerChild;
    this.world = world;
    for (let i = 0; i < workers; i++) this.hire();
  }

  submit({ task, work, args, newWork }: PoolSubmit): void {
    if (newWork !== null) this.works.push(newWork);
    if (this.broken !== null) return this.refuse([task, work, args], this.broken);
    this.waiting.push(task, work, args);
    if (this.idle.length > 0) this.dispatch();
  }

  /** No more tasks come; the workers end when all are done, or now. */
  end(drop: boolean): void {
    this.closed = true;
    if (drop) {
      this.waiting.clear();
      for (const { worker } of this.places) void worker.kill();
    }
    this.dispatch();
    this.leave();
  }

  /** Whether a worker is at several tasks, of which some may come back. */
  private get batches(): boolean {
    for (const { given } of this.places) if (given.length > STRIDE) return true;
    return false;
  }

  private hire(): void {
    const place: Place = {
      worker: this.world.startWorker({
        answered: (answer) => this.answered(place, answer),
        collected: (collected) => this.collected(place, collected),
        gone: (how) => this.gone(place, how),
      }),
      given: [],
      batch: 0,
      since: 0,
      works: 0,
      tasks: 0,
      leaving: false,
    };
    this.places.add(place);
    // Last in the line: whoever worked before can begin sooner than one that has still to boot.
    this.idle.unshift(place);
  }

  private dispatch(): void {
    while (this.idle.length > 0 && this.waiting.size > 0) this.give(this.idle.pop()!);
    if (this.closed && this.waiting.size === 0 && !this.batches) this.dismiss();
  }

  private give(place: Place): void {
    const { maxTasksPerChild } = this;
    const most = Math.min(maxTasksPerChild - place.tasks, Math.ceil(this.waiting.size / this.size));
    let count = this.sizes.choose(this.waiting, most);
    if (count > 1 && !place.worker.canBeRead) {
      place.worker.prepare();
      count = 1;
    }
    const tasks = this.waiting.take(count);
    place.given = tasks;
    place.batch = nextBatch(place.batch);
    place.since = performance.now();
    place.tasks += count;
    place.leaving = place.tasks >= maxTasksPerChild;
    this.send(place, tasks);
    if (count > 1) this.watch();
  }

  private send(place: Place, tasks: Tasks): void {
    const { batch: number, works } = place;
    const batch: Batch = { to: 'tasks', works: this.works.slice(works), tasks, batch: number };
    if (place.leaving) batch.last = true;
    place.works = this.works.length;
    place.worker.send(batch);
  }

  private answered(place: Place, { outcomes, ms, broken }: Answer): void {
    if (broken !== undefined) return this.giveUp(broken);
    if (this.broken !== null || !this.places.has(place)) return;
    if (outcomes.length > 0) this.stillborn = 0;
    const rest = without(place.given, outcomes);
    if (ms === null) place.given = rest;
    else {
      this.sizes.learn(place.given.slice(0, place.given.length - rest.length), ms);
      // These were taken back, and the news of it has been overtaken by this answer.
      this.takeBack(place, rest);
      place.given = [];
      if (!place.leaving) this.idle.push(place);
      this.dispatch();
    }
    if (outcomes.length > 0) this.world.tell({ outcomes, worker: place.worker.name });
  }

  /** A worker took longer over its batch than was thought, or ended: others do what it has not begun. */
  private collected(place: Place, { batch, outcomes, revoked }: Collected): void {
    if (batch !== place.batch || place.given.length === 0 || this.broken !== null) return;
    if (!this.places.has(place)) return;
    const kept = place.given.length - revoked * STRIDE;
    this.takeBack(place, place.given.slice(kept));
    place.given = without(place.given.slice(0, kept), outcomes);
    if (outcomes.length > 0) this.world.tell({ outcomes, worker: place.worker.name });
    this.dispatch();
  }

  /** Puts tasks that a worker was given, and has not begun, before all that wait. */
  private takeBack(place: Place, tasks: Tasks): void {
    this.waiting.putBack(tasks);
    place.tasks -= tasks.length / STRIDE;
  }

  /** Looks now and then whether a batch takes longer than was thought. */
  private watch(): void {
    this.watching ??= setInterval(() => {
      const late = performance.now() - LATE_MS;
      for (const { given, since, worker, batch } of this.places)
        if (given.length > STRIDE && since < late) worker.collect(batch);
      if (this.batches) return;
      clearInterval(this.watching);
      this.watching = undefined;
    }, LATE_MS).unref();
  }

  /** Sends home whoever is idle: the pool is closed and nothing waits. */
  private dismiss(): void {
    for (const place of this.idle.splice(0)) {
      place.leaving = true;
      this.send(place, []);
    }
  }

  private gone(place: Place, how: string): void {
    this.places.delete(place);
    const at = this.idle.indexOf(place);
    if (at >= 0) this.idle.splice(at, 1);
    const { given } = place;
    if (given.length > 0) {
      const error = new WorkerDiedError(place.worker.name, how, given.length === STRIDE);
      this.refuse(given, encode(error), place.worker.name);
    }
    if (place.tasks === 0 && !place.leaving && ++this.stillborn >= MOST_STILLBORN)
      this.giveUp(
        encode(
          new PoolBrokenError(`its workers end before they do a task: ${place.worker.name} ${how}`),
        ),
      );
    const needed = !this.closed || this.places.size < this.waiting.size;
    if (needed && this.broken === null) this.hire();
    this.dispatch();
    this.leave();
  }

  /** No task can run: fails all that there are and will be, and ends the workers. */
  private giveUp(broken: Payload): void {
    if (this.broken !== null) return;
    this.broken = broken;
    for (const place of this.places) {
      this.refuse(place.given, broken, place.worker.name);
      place.given = [];
      void place.worker.kill();
    }
    this.refuse(this.waiting.take(this.waiting.size), broken);
  }

  private refuse(tasks: Tasks, error: Payload, worker = ''): void {
    const outcomes: Tasks = [];
    for (let i = 0; i < tasks.length; i += STRIDE) outcomes.push(tasks[i], Status.failed, error);
    if (outcomes.length > 0) this.world.tell({ outcomes, worker });
  }

  private leave(): void {
    if (!this.closed || this.places.size > 0) return;
    this.world.tell({ ended: true });
    this.world.over();
  }
}

/** The tasks that have no outcome yet. */
function without(tasks: Tasks, outcomes: Outcomes): Tasks {
  if (outcomes.length === 0) return tasks;
  // Both are in the order of the batch. What is read from a ledger may have been known before, so that
  // as many outcomes as tasks need not be theirs.
  if (outcomes.length === tasks.length && outcomes[0] === tasks[0]) return [];
  const done = new Set<unknown>();
  for (let i = 0; i < outcomes.length; i += STRIDE) done.add(outcomes[i]);
  const rest: Tasks = [];
  for (let i = 0; i < tasks.length; i += STRIDE)
    if (!done.has(tasks[i])) rest.push(...tasks.slice(i, i + STRIDE));
  return rest;
}
