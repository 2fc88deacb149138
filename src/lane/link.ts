/**
 * How a lane and the conductor talk. A lane sends requests; the conductor's answers reach it when its
 * event loop turns or while it blocks in `pumpUntil`, so that a blocked lane still runs the callbacks
 * of its pools.
 */
import { type MessagePort, receiveMessageOnPort, type TransferListItem } from 'node:worker_threads';
import type { DeadlineMs } from '../memory/park.js';

/** What a lane asks of the conductor, or tells it; `do` names the conductor's service. */
export interface Request {
  do: string;
}

/** What the conductor tells a lane; `to` names one of its mailboxes. */
export interface Message {
  to: string;
}

/** A lane's way to the conductor. */
export interface Link {
  send(request: Request, transfer?: readonly TransferListItem[]): void;
}

const mailboxes = new Map<string, (message: never) => void>();

/** Hands every message to `to` to `take`, on this lane. */
export function openMailbox<M extends Message>(to: string, take: (message: M) => void): void {
  mailboxes.set(to, take);
}

/** Forgets a mailbox; what still comes for it is dropped. */
export function closeMailbox(to: string): void {
  mailboxes.delete(to);
}

/** Gives a message to its mailbox. */
export function deliver(message: Message): void {
  mailboxes.get(message.to)?.(message as never);
}

let link: Link | null = null;
let openLocal: (() => Link) | null = null;
let port: MessagePort | null = null;
let bell: Int32Array | null = null;

/** Uses the conductor at the other end of `to`; it rings `word` after each message it sends. */
export function linkByPort(to: MessagePort, word: Int32Array): Link {
  port = to;
  bell = word;
  link = { send: (request, transfer) => to.postMessage(request, transfer ?? []) };
  to.on('message', deliver);
  return link;
}

/** Says how to open a conductor within this very thread: in a plain script's main thread. */
export function linkLocally(open: () => Link): void {
  openLocal = open;
}

/** This lane's way to the conductor. */
export function conductor(): Link {
  link ??= openLocal!();
  return link;
}

/** Blocks this lane until `done()`, taking messages as they come; false if the deadline came first. */
export function pumpUntil(done: () => boolean, deadline: DeadlineMs = Infinity): boolean {
  for (;;) {
    const rung = Atomics.load(bell!, 0);
    for (let got = receiveMessageOnPort(port!); got; got = receiveMessageOnPort(port!)) {
      deliver(got.message as Message);
      if (done()) return true;
    }
    if (done()) return true;
    const left = deadline - performance.now();
    if (left <= 0) return false;
    Atomics.wait(bell!, 0, rung, left);
  }
}
