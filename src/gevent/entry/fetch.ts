/** What runs inside the helper thread of blocking requests: answers one request after the other. */
import { workerData } from 'node:worker_threads';
import type { HelperAnswer, HelperData, HelperRequest } from '../blocking-download.js';
import { download } from '../download.js';
import { BrokenAnswerError, FetchError, toPlain } from '../fetch-errors.js';

/** Begins to answer. */
export function enterFetch(): void {
  const { port, bell } = workerData as HelperData;

  function ring(): void {
    Atomics.add(bell, 0, 1);
    Atomics.notify(bell, 0);
  }

  async function answerTo({ url, limits }: HelperRequest): Promise<void> {
    let answer: HelperAnswer;
    try {
      answer = { page: await download(url, limits, new AbortController()) };
    } catch (error) {
      const failure =
        error instanceof FetchError ? error : new BrokenAnswerError(url, (error as Error).message);
      answer = { failure: toPlain(failure) };
    }
    port.postMessage(answer, 'page' in answer ? [answer.page.content.buffer] : []);
    ring();
  }

  port.on('message', (request: HelperRequest) => void answerTo(request));

  ring();
}
