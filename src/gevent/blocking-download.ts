/**
 * A request that blocks its thread: a helper thread makes it, while this one sleeps in `Atomics.wait`
 * and then takes the answer without its event loop.
 */
import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { spawnWorker } from '../lane/worker.js';
import { deadlineIn, park } from '../memory/park.js';
import type { Limits, Page } from './download.js';
import { fromPlain, type PlainFetchError } from './fetch-errors.js';

/** What the helper gets to work with. */
export interface HelperData {
  port: MessagePort;
  /** One word: rung when the helper is there, and after every answer. */
  bell: Int32Array;
}

/** What the helper is to do. */
export interface HelperRequest {
  url: string;
  limits: Limits;
}

/** How a request went. */
export type HelperAnswer = { page: Page } | { failure: PlainFetchError };

const LONGEST_BOOT_SECONDS = 30;

let helper: HelperData | null = null;

/**
 * As `download`, blocking. The first call starts the helper, which then stays; it keeps no program alive.
 *
 * @throws FetchError
 */
export function downloadBlocking(url: string, limits: Limits): Page {
  const { port, bell } = (helper ??= startHelper());
  const rung = Atomics.load(bell, 0);
  port.postMessage({ url, limits } satisfies HelperRequest);
  park(bell, 0, rung);
  const answer = receiveMessageOnPort(port)!.message as HelperAnswer;
  if ('failure' in answer) throw fromPlain(answer.failure);
  return answer.page;
}

function startHelper(): HelperData {
  const { port1, port2 } = new MessageChannel();
  const bell = new Int32Array(new SharedArrayBuffer(4));
  const data: HelperData = { port: port2, bell };
  const worker = spawnWorker('enterFetch', data, { transferList: [port2] });
  worker.unref();
  port1.unref();
  if (!park(bell, 0, 0, deadlineIn(LONGEST_BOOT_SECONDS)))
    throw new Error(`The thread that fetches did not start within ${LONGEST_BOOT_SECONDS} s.`);
  return { port: port1, bell };
}
