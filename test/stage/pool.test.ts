/** The scheduler of a pool, with workers that do as the test says. */
import { expect, test } from 'vitest';
import { type PoolNews, Status, type Tasks } from '../../src/multiprocessing/protocol.js';
import { PoolScheduler } from '../../src/stage/pool.js';
import type { WorkerEvents } from '../../src/stage/pool-workers.js';

class ToldWorker {
  readonly given: Tasks[] = [];
  readonly events: WorkerEvents;
  readonly name: string;
  readonly canBeRead = true;

  constructor(name: string, events: WorkerEvents) {
    this.name = name;
    this.events = events;
  }
  prepare(): void {}
  send({ tasks }: { tasks: Tasks }): void {
    this.given.push(tasks);
  }
  collect(): void {}
  async kill(): Promise<void> {}

  /** It answers that it has done this task. */
  did(task: number): void {
    this.events.answered({ do: 'pool-answer', outcomes: [task, Status.ok, task], ms: 1 });
  }
}

function started(workers: number): {
  pool: PoolScheduler;
  hired: ToldWorker[];
  told: Omit<PoolNews, 'to'>[];
  submit: (task: number) => void;
} {
  const hired: ToldWorker[] = [];
  const told: Omit<PoolNews, 'to'>[] = [];
  const pool = new PoolScheduler(
    { workers, maxTasksPerChild: Infinity },
    {
      startWorker: (events) => {
        hired.push(new ToldWorker(`worker-${hired.length + 1}`, events));
        return hired.at(-1)!;
      },
      tell: (news) => told.push(news),
      over: () => {},
    },
  );
  const newWork = { target: { module: 'file:///m.mjs', export: 'f' }, mode: 'one' } as const;
  const submit = (task: number): void =>
    pool.submit({ do: 'pool-submit', pool: 1, task, work: 0, args: task, newWork });
  return { pool, hired, told, submit };
}

test('a worker whose answer comes after its end is given no task', () => {
  const { hired, submit } = started(1);
  submit(1);
  const [first] = hired;
  first!.events.gone('was ended by SIGKILL');
  first!.did(1);
  submit(2);
  expect(first!.given).toHaveLength(1);
  expect(hired).toHaveLength(2);
  expect(hired[1]!.given.map(([task]) => task)).toEqual([2]);
});

test('a task that was taken back is done by another worker, whichever news comes first', () => {
  const { hired, submit, told } = started(1);
  const [worker] = hired;
  submit(1);
  for (let task = 2; task <= 5; task++) submit(task);
  worker!.did(1); // and is given the others, which are short, at once
  expect(worker!.given[1]!.filter((_, i) => i % 3 === 0)).toEqual([2, 3]);
  // Its batch was cut short after the first; that news is overtaken by the answer.
  worker!.did(2);
  expect(worker!.given[2]!.filter((_, i) => i % 3 === 0)).toContain(3);
  expect(told.map(({ outcomes }) => outcomes![0])).toEqual([1, 2]);
});

test('a task whose worker ended fails, also when what came before it is told twice', () => {
  const { hired, submit, told } = started(1);
  const [worker] = hired;
  for (let task = 1; task <= 3; task++) submit(task);
  worker!.did(1);
  const known = { batch: 2, outcomes: [2, Status.ok, 2], revoked: 0 };
  worker!.events.collected(known);
  worker!.events.collected(known); // the last look at what an ended worker left behind
  worker!.events.gone('ended with exit code 1');
  const [task, status] = told.at(-1)!.outcomes!;
  expect([task, status]).toEqual([3, Status.failed]);
});
