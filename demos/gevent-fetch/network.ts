/** Finds out whether there is a network, without waiting long for hosts that may never answer. */
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { gevent, print, text } from 'concurrency-demos';
import { servePages } from './pages.js';

const LONGEST_SECONDS = 2;

/**
 * The addresses as they are; but if none of them can be reached, and they are the usual ones, those of
 * a server on this machine. Addresses that a user names are never replaced.
 */
export async function reachableOrLocal(
  urls: string[],
  usual: readonly string[],
): Promise<string[]> {
  if (urls.join() !== usual.join() || (await canReachAny(urls))) return urls;
  print(
    text({
      en: 'The network cannot be reached: a server on this machine serves three pages instead.',
      zh: '无法访问网络：改由本机的服务器提供三个页面。',
    }),
  );
  return servePages();
}

async function canReachAny(urls: readonly string[]): Promise<boolean> {
  const reached = new gevent.AsyncResult<boolean>();
  // Unlike the system's own look-up, this one can be cancelled: else it could outlive the demo.
  const resolver = new Resolver({ timeout: LONGEST_SECONDS * 1000, tries: 1 });
  const sockets: Socket[] = [];
  const attempts = urls.map(async (url) => {
    const { hostname, port, protocol } = new URL(url);
    const address = isIP(hostname) ? hostname : await addressOf(hostname, resolver);
    const socket = connect(Number(port) || (protocol === 'https:' ? 443 : 80), address);
    sockets.push(socket.on('error', () => {}));
    await once(socket, 'connect');
  });
  void Promise.any(attempts).then(
    () => reached.set(true),
    () => reached.set(false),
  );
  const answered = await reached.wait(LONGEST_SECONDS);
  resolver.cancel();
  for (const socket of sockets) socket.destroy();
  return answered === true;
}

async function addressOf(host: string, resolver: Resolver): Promise<string> {
  const answers = await Promise.any([resolver.resolve4(host), resolver.resolve6(host)]);
  return answers[0]!;
}
