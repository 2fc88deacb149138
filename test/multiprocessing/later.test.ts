import { spawnSync } from 'node:child_process';
import { describe, expect, it, vi } from 'vitest';
import { Later } from '../../src/multiprocessing/later.js';

const PROGRAM = `
  import { Later } from '${new URL('../../dist/src/multiprocessing/later.js', import.meta.url)}';
  new Later(() => 1).settle(Promise.reject(new Error('nobody takes it')));
`;

describe('a promise of what comes later', () => {
  it('calls what was given with the value, and is never in the middle of something', async () => {
    const done = vi.fn<(n: number) => number>((n) => n + 1);
    const later = new Later(done);
    later.settle(Promise.resolve(1));
    expect(done).not.toHaveBeenCalled();
    expect(await later).toBe(2);
  });

  it('goes on with what is asked of it before the value is there, and after', async () => {
    const later = new Later<number, number, never>((n) => n + 1);
    const over = vi.fn<() => void>();
    const before = [later.then((n) => n * 10), later.finally(over)];
    later.settle(Promise.resolve(1));
    expect(await Promise.all(before)).toEqual([20, 2]);
    expect(over).toHaveBeenCalledOnce();
    expect(await later.then((n) => n * 100)).toBe(200);
  });

  it('passes an error on, whether or not somebody asked before it came', async () => {
    const error = new Error('no');
    const asked = new Later();
    const caught = asked.catch((thrown) => ({ thrown }));
    const unasked = new Later(() => {
      throw error;
    });
    asked.settle(Promise.reject(error));
    unasked.settle(Promise.resolve());
    expect(await caught).toEqual({ thrown: error });
    await expect(unasked.then()).rejects.toBe(error);
  });

  it('waits for a promise that a callback returned', async () => {
    const later = new Later(() => Promise.resolve('inner'));
    const result = later.then((text) => `${text}!`);
    later.settle(Promise.resolve());
    expect(await result).toBe('inner!');
  });

  it('lets an error that nobody takes end the program, as any promise does', () => {
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', PROGRAM], {
      encoding: 'utf8',
    });
    expect(stderr).toContain('Error: nobody takes it');
    expect(status).toBe(1);
  });
});
