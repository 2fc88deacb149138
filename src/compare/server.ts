/** Starts the server of the workload `fetch`, and ends it. */
import { execa } from 'execa';
import { fileURLToPath } from 'node:url';

/** A local server that answers after a while. */
export interface Server {
  url: string;
  close(): Promise<void>;
}

/** @param latencySeconds how long it lets each request wait */
export async function startServer(latencySeconds: number): Promise<Server> {
  const entry = fileURLToPath(new URL('./server.cjs', import.meta.url));
  const server = execa(process.execPath, [entry, String(latencySeconds)], {
    ipc: true,
    stdin: 'ignore',
    stdout: 'ignore',
    stderr: 'ignore',
    reject: false,
  });
  const url = (await server.getOneMessage()) as string;
  return {
    url,
    async close() {
      server.kill();
      await server;
    },
  };
}
