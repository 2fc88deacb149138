import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { AsyncResult } from '../../src/multiprocessing/async-result.js';

const pending = (): AsyncResult<number> => new AsyncResult<number>(3, null);

describe('a result as a promise', () => {
  it('gives the value to whoever awaits it, before and after it is there', async () => {
    const result = pending();
    const before = [result, result.then((n) => n * 10)];
    result.settle(true, 1);
    expect(await Promise.all(before)).toEqual([1, 10]);
    expect(await result).toBe(1);
    expect(result.get()).toBe(1);
  });

  it('calls nobody in the middle of something', async () => {
    const result = pending();
    const done = vi.fn<() => void>();
    const over = result.then(done);
    result.settle(true, 1);
    expect(done).not.toHaveBeenCalled();
    await over;
    expect(done).toHaveBeenCalledOnce();
  });

  it('gives the error to whoever awaits it, and makes plain promises of it', async () => {
    const result = pending();
    const error = new Error('no');
    const caught = result.then(undefined, (thrown) => ({ thrown }));
    expect(caught).not.toBeInstanceOf(AsyncResult);
    result.settle(false, error);
    expect(await caught).toEqual({ thrown: error });
    await expect(result).rejects.toBe(error);
  });

  for (const [how, look] of [
    ['await', async (result: AsyncResult<number>) => void (await result)],
    ['Promise.all', (result: AsyncResult<number>) => Promise.all([result])],
    ['then', (result: AsyncResult<number>) => result.then()],
    ['getAsync', (result: AsyncResult<number>) => result.getAsync()],
  ] as const)
    it(`is asked for by ${how}, so that its failure is no longer unheard`, async () => {
      const result = pending();
      const looked = look(result).then(
        () => 'ok',
        () => 'failed',
      );
      result.settle(false, new Error('no'));
      expect(result.unheard).toBeNull();
      expect(await looked).toBe('failed');
    });

  it('ends no program where nobody asks, and says so', async () => {
    const rejected = vi.fn<() => void>();
    process.on('unhandledRejection', rejected);
    const result = pending();
    const waited = result.waitAsync();
    const error = new Error('no');
    result.settle(false, error);
    await waited;
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', rejected);
    expect(rejected).not.toHaveBeenCalled();
    expect(result.unheard).toEqual({ error });
  });

  it('is shown as a text', () => {
    const result = pending();
    expect(inspect(result)).toBe('<AsyncResult of task 3: pending>');
    result.settle(true, 1);
    expect(String(result)).toBe('<AsyncResult of task 3: ok>');
  });
});
