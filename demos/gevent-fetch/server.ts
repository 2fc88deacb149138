/** The inside of a worker: serves pages that take their time, tells its port, and ends with the demo. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import type { Page } from './pages.js';

const pages = workerData as Page[];

const server = createServer(({ url }, response) => {
  const page = pages.find(({ path }) => path === url);
  if (page === undefined) response.writeHead(404).end();
  else
    setTimeout(() => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end('<p>a line of a page\n'.repeat(page.lines));
    }, page.seconds * 1000);
});
server.listen(0, '127.0.0.1', () => {
  parentPort!.postMessage((server.address() as AddressInfo).port);
});
