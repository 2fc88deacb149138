/** One request, from the address to the whole body. */
import type { IncomingMessage } from 'node:http';
import type { Duplex, Readable } from 'node:stream';
import {
  BodyTooLargeError,
  fetchError,
  FetchTimeoutError,
  NotHttpError,
  TooManyRedirectsError,
} from './fetch-errors.js';
import { Limit } from './limit.js';
import { lookupUntil } from './lookup.js';

/** What limits a request. */
export interface Limits {
  /** The longest time for all of it, in seconds. */
  timeout: number;
  /** The largest body, in bytes after decompression. */
  maxBytes: number;
  /** The most redirects to follow. */
  maxRedirects: number;
}

/** An answer, as plain data. */
export interface Page {
  url: string;
  status: number;
  reason: string;
  headers: Record<string, string>;
  content: Uint8Array<ArrayBuffer>;
  elapsed: number;
}

/**
 * Gets what is at an address.
 *
 * @param stop aborting it ends the request; the promise then rejects with its reason
 * @throws FetchError
 */
export async function download(
  address: string,
  { timeout, maxBytes, maxRedirects }: Limits,
  stop: AbortController,
): Promise<Page> {
  const began = performance.now();
  const limit = new Limit(() => stop.abort(new FetchTimeoutError(address, String(timeout))));
  let url = webAddress(address, undefined);
  limit.start(timeout);
  try {
    for (let redirects = 0; ; redirects++) {
      const answer = await ask(url, stop.signal);
      const { location } = answer.headers;
      if (isRedirect(answer) && location !== undefined) {
        answer.destroy();
        if (redirects === maxRedirects)
          throw new TooManyRedirectsError(address, String(maxRedirects));
        url = webAddress(location, url);
        continue;
      }
      const content = await read(answer, maxBytes);
      if (content === null) throw new BodyTooLargeError(address, inWords(maxBytes));
      const elapsed = (performance.now() - began) / 1000;
      const { statusCode: status = 0, statusMessage: reason = '' } = answer;
      return { url: url.href, status, reason, headers: plain(answer), content, elapsed };
    }
  } catch (error) {
    if (stop.signal.aborted) throw stop.signal.reason;
    throw fetchError(url, error as Error, timeout);
  } finally {
    limit.stop();
  }
}

/** @throws NotHttpError */
function webAddress(address: string, base: URL | undefined): URL {
  const url = URL.canParse(address, base?.href) ? new URL(address, base) : null;
  if (url === null) throw new NotHttpError(address, '');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new NotHttpError(address, url.protocol);
  return url;
}

/** Sends the request; resolves when the head of the answer is there. */
async function ask(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  // Imported where they are used: the library is much used without a request, and TLS is slow to load.
  const { get } =
    url.protocol === 'https:' ? await import('node:https') : await import('node:http');
  const headers = {
    accept: '*/*',
    'accept-encoding': 'gzip, deflate, br',
    'user-agent': 'concurrency-demos',
  };
  const lookup = lookupUntil(signal);
  return new Promise((resolve, reject) => {
    get(url, { signal, lookup, headers }, resolve).on('error', reject);
  });
}

function isRedirect({ statusCode }: IncomingMessage): boolean {
  return [301, 302, 303, 307, 308].includes(statusCode!);
}

/** The whole body, decompressed; null if it is larger than `maxBytes`. */
async function read(
  answer: IncomingMessage,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (await decompressed(answer)) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBytes) return null;
  }
  // A buffer of its own, which can be moved to another thread.
  const body = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return body;
}

async function decompressed(answer: IncomingMessage): Promise<Readable> {
  const codings = (answer.headers['content-encoding'] ?? '').toLowerCase().split(/[\s,]+/);
  if (!codings.some((coding) => /gzip|deflate|br/.test(coding))) return answer;
  const zlib = await import('node:zlib');
  const { pipeline } = await import('node:stream');
  const decoders: Record<string, () => Duplex> = {
    gzip: zlib.createGunzip,
    'x-gzip': zlib.createGunzip,
    deflate: zlib.createInflate,
    br: zlib.createBrotliDecompress,
  };
  // What was applied last comes off first.
  return codings.toReversed().reduce<Readable>((stream, coding) => {
    const decoder = decoders[coding]?.();
    // An error ends the last stream too, and there it is read.
    return decoder === undefined ? stream : pipeline(stream, decoder, () => {});
  }, answer);
}

function plain(answer: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(answer.headers)) headers[name] = String(value);
  return headers;
}

function inWords(bytes: number): string {
  return bytes % 1e6 === 0 ? `${bytes / 1e6} MB` : `${bytes} bytes`;
}
