/** What runs inside the thread of a child process that conducts what the child starts. */
import { workerData } from 'node:worker_threads';
import { net } from '../../lane/builtin.js';
import { settings } from '../../lane/lane.js';
import type { Message, Request } from '../../lane/link.js';
import { adoptArena, wordsAt } from '../../memory/arena.js';
import { sendFrame } from '../../multiprocessing/control.js';
import { CONTROL_FD, Frame, FrameReader } from '../../multiprocessing/frames.js';
import type { Reply } from '../../multiprocessing/exchange.js';
import { Ledger } from '../../multiprocessing/ledger.js';
import type { LedgerAt } from '../../multiprocessing/protocol.js';
import type { OwnConductorJob, Settle } from '../../multiprocessing/own-conductor.js';
import { fromBytes, toBytes } from '../../multiprocessing/values.js';
import { Conductor, type LaneEnd } from '../conductor.js';
import { relayExchange } from '../exchange.js';
import { Forwarder } from '../forwarder.js';
import { offerPools } from '../pools.js';
import { offerProcesses } from '../processes.js';
import { offerThreads } from '../threads.js';

/** Begins to conduct. */
export function enterChildConductor(): void {
  const { arena, settings: given, recording, port, bell, lane } = workerData as OwnConductorJob;
  adoptArena(arena);
  Object.assign(settings, given);

  const conductor = new Conductor(settings, recording ? new Forwarder() : null);
  conductor.used = (usage) => sendFrame(Frame.usageBelow, JSON.stringify(usage));
  offerThreads(conductor);
  offerProcesses(conductor);
  offerPools(conductor);

  const word = wordsAt(bell, 1);
  const main: LaneEnd = {
    lane,
    // The process ends with its main thread, and this one with it.
    whenGone: () => {},
    post: (message: Message) => {
      port.postMessage(message);
      Atomics.add(word, 0, 1);
      Atomics.notify(word, 0);
    },
  };
  port.on('message', (request: Request) => conductor.handle(request, main));

  async function settle(asker: LaneEnd): Promise<void> {
    await conductor.settled();
    await conductor.end();
    asker.post({ to: 'settled' });
  }

  conductor.offer<Settle>('settle', (_, from) => void settle(from));

  const answered = relayExchange(conductor, (request) =>
    sendFrame(Frame.request, toBytes(request)),
  );
  let ledger: Ledger | null = null;
  conductor.offer<LedgerAt>('pool-ledger', ({ offset }) => {
    ledger = new Ledger(offset);
    sendFrame(Frame.ready, '');
  });

  const above = new FrameReader((kind, payload) => {
    if (kind === Frame.answer) answered(fromBytes(payload) as Reply);
    if (kind !== Frame.collect) return;
    const collected = ledger?.collect(payload[0]!);
    if (collected) sendFrame(Frame.collected, toBytes(collected));
  });
  new (net().Socket)({ fd: CONTROL_FD, readable: true, writable: false })
    .on('data', (chunk) => above.feed(chunk))
    .on('error', () => {})
    .unref();
}
