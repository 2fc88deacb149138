import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Program } from './program.js';

/** How Linux writes 127.0.0.1, and the state of a socket that listens. */
const LOOPBACK = '0100007F';
const LISTENS = '0A';

/** The addresses on which the sockets of all the machine listen, by the number of the socket. */
function listening(): Map<string, string> {
  const addresses = new Map<string, string>();
  for (const table of ['tcp', 'tcp6'])
    for (const line of readFileSync(`/proc/net/${table}`, 'utf8').trim().split('\n').slice(1)) {
      const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
      if (state === LISTENS) addresses.set(inode!, local!.split(':')[0]!);
    }
  return addresses;
}

/** The sockets that a process holds; none if it is over. */
function sockets(pid: string): string[] {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`${folder}/${fd}`))?.[1] ?? [];
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
}

const few = ['--tasks', '2', '--runs', '2', '--models', 'sequential,gevent'];

test.skipIf(process.platform !== 'linux').each([
  ['gevent-fetch', ['run', 'gevent-fetch', '--plain', '--local']],
  ['compare', ['compare', '--workload', 'fetch', ...few]],
])('the server of %s listens on the loopback address alone', async (_, words) => {
  const running = new Program(words);
  const seen = new Set<string>();
  let over = false;
  void running.ended.then(() => (over = true));
  while (!over) {
    const open = listening();
    for (const line of running.left())
      for (const socket of sockets(line.split(/\s+/)[2]!)) {
        const address = open.get(socket);
        if (address !== undefined) seen.add(address);
      }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect((await running.ended).code).toBe(0);
  expect([...seen]).toEqual([LOOPBACK]);
});
