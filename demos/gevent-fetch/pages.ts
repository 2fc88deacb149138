/** Pages of this machine, for where there is no network. */
import { Worker } from 'node:worker_threads';
import { gevent, speed } from 'concurrency-demos';

/** A page that takes its time. */
export interface Page {
  path: string;
  /** How long it takes. */
  seconds: number;
  lines: number;
}

const pages: Page[] = [
  { path: '/python', seconds: 0.3, lines: 1_000 },
  { path: '/yahoo', seconds: 0.5, lines: 500 },
  { path: '/github', seconds: 0.8, lines: 5_000 },
];

/**
 * Starts the server of the pages, and gives their addresses. It has a thread of its own, since an
 * unpatched fetch blocks the one that asks; a bare worker, since it is no part of what the demo shows.
 */
export async function servePages(): Promise<string[]> {
  const workerData = pages.map((page) => ({ ...page, seconds: page.seconds / speed() }));
  const worker = new Worker(new URL('./server.js', import.meta.url), { workerData });
  const listening = new gevent.AsyncResult<number>();
  worker.once('message', (port: number) => listening.set(port));
  worker.once('error', (error) => listening.setException(error));
  const port = await listening.get();
  worker.unref();
  return pages.map(({ path }) => `http://127.0.0.1:${port}${path}`);
}
