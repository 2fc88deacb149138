import { beforeAll, describe, expect, it } from 'vitest';
import type { RunEnd, TraceEvent } from '../../src/trace/event.js';
import { bin, linesOf, only, runJson } from '../bin.js';

describe('process-vs-thread', () => {
  let events: TraceEvent[];
  let end: RunEnd;
  beforeAll(async () => ({ events, end } = await runJson(['process-vs-thread', '--lang', 'en'])));

  /** The lines between one claim and the next. */
  function experiment(n: number): string[] {
    const lines = linesOf(events);
    const from = lines.findIndex((line) => line.startsWith(`${n}. `));
    const to = lines.findIndex((line) => line.startsWith(`${n + 1}. `));
    return lines.slice(from + 1, to < 0 ? undefined : to).map((line) => line.trim());
  }

  it('makes the eight claims of the notebook in order, and says how Node differs', () => {
    const lines = linesOf(events, 'main');
    expect(lines.filter((line) => /^\d\. /.test(line)).map((line) => line[0])).toEqual(
      Array.from('12345678'),
    );
    for (let n = 1; n <= 8; n++) expect(experiment(n).at(-1)).toMatch(/^Node: /);
    expect(end).toMatchObject({ status: 'ok', ideal: null });
  });

  it('counts in shared memory from a thread, and in a copy from a process', () => {
    expect(experiment(1).slice(0, 4)).toEqual([
      'a thread counted to 1000',
      'main sees 1000',
      'a process counted to 1000',
      'main sees 0',
    ]);
  });

  it('shares no plain variable with either', () => {
    const seen = experiment(2).filter((line) => line.includes('adds up'));
    expect(seen).toEqual([
      "a thread adds up 500000, and sees 'as written'",
      "a process adds up 500000, and sees 'as written'",
    ]);
  });

  it('lets a change of shared memory reach the thread and not the process', () => {
    expect(experiment(3)).toContain('a thread reads 2');
    expect(experiment(3)).toContain('a process reads 1');
  });

  it('finds the process id and the open file of main in its threads alone', () => {
    const [main, thread, child] = experiment(4).map((line) =>
      /^process (\d+), thread (\d+), file (\d+) (open|not open)$/.exec(line)!,
    );
    const pid = only(events, 'lane-start')[0]!.pid;
    expect(main!.slice(1)).toEqual([`${pid}`, '1', main![3], 'open']);
    expect(thread!.slice(1)).toEqual([
      `${pid}`,
      expect.not.stringMatching(/^[01]$/),
      main![3],
      'open',
    ]);
    expect(child!.slice(1)).toEqual([
      expect.not.stringMatching(`^${pid}$`),
      '0',
      main![3],
      'not open',
    ]);
  });

  it('ends a child by a signal, and starts ten of each kind for the medians', () => {
    expect(experiment(7)).toContain('main ends its child: exit code -15');
    expect(experiment(8)[0]).toMatch(/thread [\d.]+ ms, process [\d.]+ ms/);
    // Those of the experiments before, too.
    expect(end.threads).toBeGreaterThan(10);
    expect(end.processes).toBeGreaterThan(10);
    const pids = only(events, 'lane-start').map(({ pid }) => pid);
    expect(new Set(pids).size).toBe(end.processes + 1);
  });

  it("speaks the notebook's Chinese", async () => {
    const { stdout } = await bin(['run', 'process-vs-thread', '--plain', '--lang', 'zh']);
    expect(stdout).toContain('1. 同一个进程中的线程共享同一内存空间，但是进程之间是独立的。\n');
    for (const line of stdout.trim().split('\n')) expect(line).toMatch(/\p{Script=Han}/u);
  });
});
