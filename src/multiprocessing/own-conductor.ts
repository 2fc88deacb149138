/**
 * A child's own conductor: a thread of it that starts and ends what the child starts, and speaks with
 * the conductor above. The child's main thread may block, so it cannot do that itself; and it is started
 * only when the child asks for something, since most children never do.
 */
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { MAIN_LANE, settings, type Settings } from '../lane/lane.js';
import {
  closeMailbox,
  conductor,
  type Link,
  linkByPort,
  type Message,
  openMailbox,
  type Request,
} from '../lane/link.js';
import { spawnWorker } from '../lane/worker.js';
import { allocate, arena, wordsAt } from '../memory/arena.js';

/** What the conductor's thread is given. */
export interface OwnConductorJob {
  arena: SharedArrayBuffer;
  settings: Settings;
  recording: boolean;
  /** The way of the child's main thread to it, and the word that it rings there. */
  port: MessagePort;
  bell: number;
  lane: number;
}

/** The main thread asks for the end of what the child has started. */
export interface Settle extends Request {
  do: 'settle';
}

let opened = false;

/** Starts the conductor's thread and links this one, the child's main thread, to it. */
export function openOwnConductor(recording: boolean): Link {
  opened = true;
  const { port1, port2 } = new MessageChannel();
  const bell = allocate(4);
  const job: OwnConductorJob = {
    arena: arena(),
    settings,
    recording,
    port: port2,
    bell,
    lane: MAIN_LANE,
  };
  const worker = spawnWorker('enterChildConductor', job, {
    transferList: [port2],
    stdout: recording,
    stderr: recording,
  });
  worker.unref();
  const link = linkByPort(port1, wordsAt(bell, 1));
  port1.unref();
  return link;
}

/** Resolves when nothing that this child has started still runs, daemons ended. */
export async function settle(): Promise<void> {
  if (!opened) return;
  const over = new Promise<Message>((resolve) => openMailbox('settled', resolve));
  const request: Settle = { do: 'settle' };
  conductor().send(request);
  // The mailbox keeps no program alive.
  const keeper = setInterval(() => {}, 2 ** 30);
  await over;
  clearInterval(keeper);
  closeMailbox('settled');
}
