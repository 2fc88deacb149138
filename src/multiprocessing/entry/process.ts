/** What runs inside a child process: one Process's body, from its first instruction to its end. */
import { resolve } from '../../lane/target.js';
import { reviveObject } from '../../threading/subclass.js';
import { bootChild, endLane, fail } from './child.js';
import { settle } from '../own-conductor.js';
import { Process, type ProcessJob, reviveProcess } from '../process.js';
import { decode } from '../values.js';

/** Runs the body. */
export function enterProcess(): void {
  const { target, args, fields } = bootChild<Pick<ProcessJob, 'target' | 'args' | 'fields'>>();

  async function body(): Promise<unknown> {
    if (target === null) return undefined;
    if (fields === null) {
      const run = await resolve("A process's target", target);
      return run(...(decode(args) as never[]));
    }
    const type = await resolve('A subclass of Process', target);
    const [own] = decode(fields) as [object];
    const child = reviveObject<Process>(type, own);
    reviveProcess(child);
    return child.run();
  }

  async function run(): Promise<void> {
    await body();
    endLane('returned');
    // As in Python, a process waits for its threads and children that are no daemons.
    await settle();
    process.exit();
  }

  void run().catch(fail);
}
