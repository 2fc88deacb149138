/** Opens pools for lanes and ends those whose lane is gone. */
import {
  mailboxOf,
  type PoolEnd,
  type PoolOpen,
  type PoolSubmit,
} from '../multiprocessing/protocol.js';
import type { Conductor } from './conductor.js';
import { PoolScheduler } from './pool.js';
import { startPoolWorker } from './pool-workers.js';

/** Offers lanes the services `pool-open`, `pool-submit` and `pool-end`. */
export function offerPools(conductor: Conductor): void {
  const pools = new Map<number, PoolScheduler>();

  conductor.offer<PoolOpen>('pool-open', (options, owner) => {
    const { pool } = options;
    const to = mailboxOf(pool);
    let removed = (): void => {};
    const over = new Promise<void>((resolve) => {
      const scheduler = new PoolScheduler(options, {
        tell: (news) => owner.post({ to, ...news }),
        startWorker: (events) => startPoolWorker(conductor, options, events),
        over: () => {
          pools.delete(pool);
          removed();
          resolve();
        },
      });
      pools.set(pool, scheduler);
    });
    const kill = (): Promise<void> => {
      pools.get(pool)?.end(true);
      return over;
    };
    // As Python's, a pool does not keep its program from ending.
    removed = conductor.add({ daemon: true, kill });
    owner.whenGone(() => void kill());
  });
  conductor.offer<PoolSubmit>('pool-submit', (request) => pools.get(request.pool)?.submit(request));
  conductor.offer<PoolEnd>('pool-end', ({ pool, drop }) => pools.get(pool)?.end(drop));
}
