import { describe, expect, it } from 'vitest';
import { BlockingOnMainThreadError, Process } from 'concurrency-demos';
import { fixture, named, onLane } from './on-lane.js';

const processes = onLane('processes');
const module = fixture('processes');

describe('Process', () => {
  it('lives from start to join, and is told its arguments, name and id', async () => {
    const { before, started, told, after } = await processes('lifeCycle');
    expect(before).toEqual([false, null, null, 0]);
    expect(started).toEqual([true, null, true]);
    expect(told).toMatchObject({
      args: [1, new Date(0)],
      process: { name: 'kid', daemon: false, pid: told.pid },
    });
    expect(after).toEqual([false, 0, 0, true]);
  });

  it('runs the overridden run of a subclass, on a copy of its fields', async () => {
    expect(await processes('subclass')).toEqual({
      answers: [
        [1, 'adder', true],
        [11, 'adder', true],
      ],
      own: 0,
      exitcode: 0,
    });
  });

  it('says by its exitcode how it ended, as Python does', async () => {
    expect(await processes('exitcodes')).toEqual({
      returned: 0,
      async: 0,
      'exit 0': 0,
      'exit 7': 7,
      failed: 1,
      aborted: -6,
    });
  });

  it('is ended by terminate, by force if need be, and by kill at once', async () => {
    const { looked, codes, took } = await processes('endings');
    expect(looked[0]).toBe(true);
    expect(looked[1]).toBeLessThan(100);
    expect(codes).toEqual([-15, -9, -9]);
    expect(took).toBeLessThan(2000);
  });

  it('refuses misuse with an error class for each', async () => {
    expect(await processes('misuse')).toEqual({
      join: 'ProcessNotStartedError',
      terminate: 'ProcessNotStartedError',
      startTwice: 'ProcessStartedError',
      closeAlive: 'ProcessAliveError',
      daemon: 'ProcessDaemonError',
      timeout: 'BadTimeoutError',
      afterClose: 'ProcessClosedError',
      process: 'NotCloneableError',
      event: 'NotCloneableError',
      notExported: 'NotExportedError',
    });
  });

  it('starts and joins children of its own, depth first', async () => {
    expect(await processes('tree')).toEqual({
      seen: [
        [2, 'root'],
        [1, 'root:1'],
        [0, 'root:1:1'],
      ],
      exitcode: 0,
    });
  });

  it('waits at its end for its own threads and children', async () => {
    const told = new Set(await processes('ownHousehold'));
    expect(told).toEqual(new Set(['a pool', 'a process', 'a thread']));
  });

  it("is joined with joinAsync on Node's main thread, where join would block", async () => {
    const child = new Process({ target: named('nothing'), module });
    child.start();
    expect(child.pid).toBeGreaterThan(0);
    expect(() => child.join()).toThrow(BlockingOnMainThreadError);
    await child.joinAsync();
    expect(child.exitcode).toBe(0);
    child.join();
  });

  it('gives up waiting after the time-out', async () => {
    const child = new Process({ target: named('stay'), module });
    child.start();
    const began = performance.now();
    await child.joinAsync(0.1);
    expect(performance.now() - began).toBeGreaterThan(95);
    expect(child.isAlive()).toBe(true);
    child.kill();
    await child.joinAsync();
    expect(child.exitcode).toBe(-9);
  });
});
