import { createServer } from 'node:net';
import { once } from 'node:events';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Socket } from 'node:net';
import { beforeAll, expect, test } from 'vitest';
import * as gevent from '../../src/gevent/index.js';
import { serve, serveRaw, serveSelfSigned } from '../servers.js';

beforeAll(() => gevent.monkey.patchAll());

async function failure(url: string, options: gevent.GetOptions = {}): Promise<Error> {
  try {
    await gevent.get(url, options);
  } catch (error) {
    return error as Error;
  }
  throw new Error('It did not fail.');
}

test('patched, requests run side by side and give way to other greenlets', async () => {
  const waiting: (() => void)[] = [];
  const url = await serve((request, response) => {
    waiting.push(() => response.end(`hello ${request.url}`));
    // None is answered before all three have come.
    if (waiting.length === 3) for (const answer of waiting.toReversed()) answer();
  });
  const greenlets = ['a', 'b', 'c'].map((path) => gevent.spawn(() => gevent.get(url + path)));
  await gevent.joinall(greenlets, { timeout: 10, raiseError: true });
  const texts = await Promise.all(greenlets.map(async (g) => (await g.get()).text));
  expect(texts).toEqual(['hello /a', 'hello /b', 'hello /c']);
});

test('the answer: address, status, headers, bytes, text and time', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'x-own': 'yes' });
    response.end('né 😀');
  });
  const response = await gevent.get(url);
  expect(response).toMatchObject({ url, status: 200, reason: 'OK', ok: true, encoding: 'utf-8' });
  expect(response.headers['x-own']).toBe('yes');
  expect(response.content).toHaveLength(8);
  expect(response.text).toBe('né 😀');
  expect(response.length).toBe(4);
  expect(response.elapsed).toBeGreaterThan(0);
  response.raiseForStatus();
});

test('bodies become text as in requests: the header decides, text without one is ISO-8859-1', async () => {
  const types: Record<string, string> = {
    '/latin': 'text/html',
    '/utf': 'text/html; charset="UTF-8"',
    '/json': 'application/json',
    '/gb': 'text/plain;charset=gb2312',
    '/unknown': 'text/plain; charset=klingon',
  };
  const url = await serve((request, response) => {
    response.setHeader('content-type', types[request.url!]!);
    response.end(request.url === '/gb' ? Buffer.from([0xc4, 0xe3]) : Buffer.from('你'));
  });
  const text = async (path: string) => (await gevent.get(new URL(path, url))).text;
  expect(await text('/latin')).toBe('ä½\u00a0');
  expect(await text('/utf')).toBe('你');
  expect(await text('/json')).toBe('你');
  expect(await text('/gb')).toBe('你');
  expect(await text('/unknown')).toBe('你');
});

test('compressed bodies are decompressed', async () => {
  const codings = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync };
  const url = await serve((request, response) => {
    const coding = request.url!.slice(1);
    const compress = codings[coding as keyof typeof codings];
    response.setHeader('content-encoding', coding === 'twice' ? 'gzip, br' : coding);
    response.end(coding === 'twice' ? brotliCompressSync(gzipSync('body')) : compress('body'));
  });
  for (const coding of ['gzip', 'deflate', 'br', 'twice'])
    expect((await gevent.get(url + coding)).text, coding).toBe('body');
});

test('redirects are followed to the last address', async () => {
  const url = await serve((request, response) => {
    if (request.url === '/end') response.end('there');
    else response.writeHead(302, { location: request.url === '/' ? '/next' : '/end' }).end();
  });
  expect(await gevent.get(url)).toMatchObject({ url: `${url}end`, text: 'there' });
});

test('a host that no name server knows is found where the system knows it', async () => {
  const url = await serve((_, response) => response.end('here'));
  expect((await gevent.get(url.replace('127.0.0.1', 'localhost'))).text).toBe('here');
});

test('a status is no failure until one asks', async () => {
  const url = await serve((_, response) => response.writeHead(404).end('?'));
  const response = await gevent.get(url);
  expect([response.status, response.ok]).toEqual([404, false]);
  expect(() => response.raiseForStatus()).toThrow(
    `${url}: answered 404 Not Found instead of the page; check the address.`,
  );
});

test('what is no address on the web is refused', async () => {
  expect(await failure('python.org')).toBeInstanceOf(gevent.NotHttpError);
  expect((await failure('ftp://python.org/')).message).toBe(
    'ftp://python.org/: expected an address that begins with http:// or https://, got ftp:.',
  );
  expect(await failure('file:///etc/passwd')).toBeInstanceOf(gevent.NotHttpError);
  const url = await serve((_, response) =>
    response.writeHead(301, { location: 'file:///x' }).end(),
  );
  expect(await failure(url)).toBeInstanceOf(gevent.NotHttpError);
});

test('an unknown host and a refused connection have errors of their own', async () => {
  expect((await failure('http://no-such-host.invalid/')).message).toBe(
    'http://no-such-host.invalid/: unknown host no-such-host.invalid; check its spelling and your network.',
  );
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  const error = await failure(`http://127.0.0.1:${port}/`);
  expect(error).toBeInstanceOf(gevent.ConnectionRefusedError);
  expect(error.message).toContain(`connection refused by 127.0.0.1:${port}`);
});

test('a server that says nothing, half a head, or drips for ever runs into the time-out', async () => {
  const silent = await serveRaw(() => {});
  const half = await serveRaw((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-type: te'));
  const dripping = await serveRaw((socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n');
    const timer = setInterval(() => socket.write('.'), 5);
    socket.on('close', () => clearInterval(timer));
  });
  for (const url of [silent, half, dripping]) {
    const error = await failure(url, { timeout: 0.1 });
    expect(error).toBeInstanceOf(gevent.FetchTimeoutError);
    expect(error.message).toBe(
      `${url}: timed out, no whole answer within 0.1 s; try again, or allow more time.`,
    );
  }
});

test('an answer that breaks off, is no HTTP, or is not what its head says, is broken', async () => {
  const answers: Record<string, string> = {
    'in the head': 'HTTP/1.1 200 OK\r\ncontent-ty',
    'in the body': 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nshort',
    'at once': '',
    'no HTTP': 'SSH-2.0-OpenSSH_9.2\r\n',
    'an endless head': `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`,
    'no gzip': 'HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 5\r\n\r\nplain',
    'half a gzip':
      'HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 3\r\n\r\n\x1f\x8b\x08',
  };
  for (const [what, answer] of Object.entries(answers)) {
    const url = await serveRaw((socket) => socket.once('data', () => socket.end(answer, 'latin1')));
    const error = await failure(url, { timeout: 10 });
    expect(error, what).toBeInstanceOf(gevent.BrokenAnswerError);
    expect(error.message, what).toMatch(/the answer is broken \(.+\); try again later\.$/);
  }
});

test('redirects in a circle end', async () => {
  let asked = 0;
  const url = await serve((_, response) => {
    asked++;
    response.writeHead(302, { location: '/' }).end();
  });
  expect((await failure(url)).message).toContain('redirected more than 30 times');
  expect(asked).toBe(31);
  expect(await failure(url, { maxRedirects: 0 })).toBeInstanceOf(gevent.TooManyRedirectsError);
});

test('an endless body ends at the limit, also a compressed one', async () => {
  const sockets = new Set<Socket>();
  const chunk = Buffer.alloc(1 << 16, 'x');
  const endless = await serveRaw((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    const more = () => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on('drain', more);
    more();
  }, sockets);
  const before = process.memoryUsage().arrayBuffers;
  const error = await failure(endless, { timeout: 30 });
  expect(error.message).toContain('the body is larger than 10 MB; raise maxBytes to read it.');
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30e6);

  const bomb = gzipSync(Buffer.alloc(50_000_000));
  const url = await serve((_, response) => {
    response.setHeader('content-encoding', 'gzip');
    response.end(bomb);
  });
  expect(await failure(url)).toBeInstanceOf(gevent.BodyTooLargeError);
  expect((await gevent.get(url, { maxBytes: 50_000_000 })).content).toHaveLength(50_000_000);
});

test('a body of exactly the limit passes', async () => {
  const url = await serve((_, response) => response.end('12345'));
  expect((await gevent.get(url, { maxBytes: 5 })).text).toBe('12345');
  expect((await failure(url, { maxBytes: 4 })).message).toContain('larger than 4 bytes');
});

test('kill and Timeout end the request: the server sees the connection close', async () => {
  const closed: Promise<unknown>[] = [];
  let arrived!: () => void;
  const url = await serveRaw((socket) => {
    closed.push(once(socket, 'close'));
    socket.resume();
    arrived();
  });
  let here = new Promise<void>((resolve) => (arrived = resolve));
  const g = gevent.spawn(() => gevent.get(url));
  await here;
  await g.kill();
  expect(g.value).toBeInstanceOf(gevent.GreenletExit);
  here = new Promise<void>((resolve) => (arrived = resolve));
  const late = gevent.withTimeout(0.05, () => gevent.get(url), { timeoutValue: 'late' });
  await here;
  expect(await late).toBe('late');
  await Promise.all(closed);
  expect(closed).toHaveLength(2);
});

test('a certificate that nobody vouches for is refused', async () => {
  const error = await failure(await serveSelfSigned());
  expect(error).toBeInstanceOf(gevent.BadCertificateError);
  expect(error.message).toMatch(
    /: bad certificate \(.*self-signed.*\); do not trust what it serves\.$/,
  );
});

test('control characters of an address or a server do not get into a message', async () => {
  const { message } = await failure('x\u001b[31m\u202e:\n');
  expect(message).toBe('x[31m:: expected an address that begins with http:// or https://.');
  const long = await failure(`http-${'a'.repeat(5000)}`);
  expect(long.message.length).toBeLessThan(500);
  const url = await serveRaw((socket) =>
    socket.end('HTTP/1.1 404 \u0080\u009b31m\r\ncontent-length: 0\r\n\r\n', 'latin1'),
  );
  const response = await gevent.get(url);
  expect(() => response.raiseForStatus()).toThrow(`${url}: answered 404 31m instead`);
});
