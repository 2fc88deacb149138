/** The server that the workload `fetch` fetches from: in a process of its own, so that its work is nobody's. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const latencyMs = Number(process.argv[2]) * 1000;
const server = createServer((request, response) => {
  setTimeout(() => response.end(`page ${request.url?.slice(1)}`), latencyMs);
});
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.on('disconnect', () => process.exit());
// The one who started it decides when it ends, also where Ctrl-C reaches both.
process.on('SIGINT', () => {});
