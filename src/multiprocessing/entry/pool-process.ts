/** What runs inside a child process that works for a pool. */
import { conductor } from '../../lane/link.js';
import { bootChild, endLane } from './child.js';
import { ownProcess } from '../own.js';
import { settle } from '../own-conductor.js';
import { Ledger } from '../ledger.js';
import type { Batch, Initializer, LedgerAt, Prepare } from '../protocol.js';
import { TaskWorker } from '../worker.js';

/** Begins to work. */
export function enterPoolProcess(): void {
  const { initializer } = bootChild<{ initializer: Initializer | null }>();
  const worker = new TaskWorker(ownProcess.name, 'process', initializer, (answer) =>
    process.send!(answer),
  );

  process.on('message', (message: Batch | Prepare) => {
    if (message.to === 'prepare') {
      worker.ledger = new Ledger();
      const request: LedgerAt = { do: 'pool-ledger', offset: worker.ledger.offset };
      return conductor().send(request);
    }
    const batch = message;
    const done = worker.take(batch);
    if (batch.last !== true) return;
    // The last message leaves after all answers, so that none is lost.
    void done.then(async () => {
      endLane('returned');
      await settle();
      process.send!({ do: 'pool-answer', outcomes: [], ms: 0 }, () => process.exit(0));
    });
  });
  // The parent is gone; there is nobody to work for.
  process.once('disconnect', () => process.exit());
}
