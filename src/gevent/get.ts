/** Requests: the one thing in gevent that blocks until it is patched, as Python's `requests` does. */
import { checkTimeout } from '../lane/errors.js';
import { assertMayBlock } from '../lane/lane.js';
import { waiting } from '../lane/wait.js';
import { emit, trace } from '../trace/emit.js';
import { downloadBlocking } from './blocking-download.js';
import { download, type Limits } from './download.js';
import { checkCount } from './errors.js';
import { isPatched } from './monkey.js';
import { Response } from './response.js';
import { currentScope } from './scope.js';
import { Wait } from './wait.js';

/** What a request may cost. */
export interface GetOptions {
  /** The longest time for the whole request, in seconds of real time; without it for ever. */
  timeout?: number;
  /** The largest body, in bytes after decompression; 10 MB if left out. */
  maxBytes?: number;
  /** The most redirects to follow; 30 if left out. */
  maxRedirects?: number;
}

const TEN_MB = 10_000_000;

/**
 * Gets what is at an address, by HTTP.
 *
 * After `gevent.monkey.patchAll()` other greenlets run meanwhile, and `kill` and Timeouts end the
 * request. Before, it blocks the whole thread, and the promise is kept when the call returns: nothing
 * else ran in between.
 *
 * @param url the address, with `http://` or `https://`
 * @param options limits of time, size and redirects
 * @returns a promise of the answer, whatever its status
 * @throws FetchError a subclass for each way to fail: UnknownHostError, ConnectionRefusedError,
 *   UnreachableError, FetchTimeoutError, BadCertificateError, BodyTooLargeError, TooManyRedirectsError,
 *   BrokenAnswerError, NotHttpError
 * @throws BlockingOnMainThreadError unpatched, on the main thread of a plain script
 * @throws BadTimeoutError, BadCountError
 * @example
 * const response = await gevent.get('https://www.python.org/', { timeout: 10 });
 * print(response.text.length);
 * @see Python's `requests.get`
 */
export async function get(url: string | URL, options: GetOptions = {}): Promise<Response> {
  const { timeout = Infinity, maxBytes = TEN_MB, maxRedirects = 30 } = options;
  checkTimeout('gevent.get()', timeout);
  checkCount('maxBytes of gevent.get()', 0, maxBytes);
  checkCount('maxRedirects of gevent.get()', 0, maxRedirects);
  const limits = { timeout, maxBytes, maxRedirects };
  return isPatched() ? getGivingWay(String(url), limits) : getBlocking(String(url), limits);
}

function getGivingWay(url: string, limits: Limits): Promise<Response> {
  const stop = new AbortController();
  const wait = new Wait<Response>('fetch');
  wait.abandon = () => stop.abort();
  if (wait.pending)
    download(url, limits, stop).then(
      (page) => wait.wake(new Response(page)),
      (error: unknown) => wait.fail(error),
    );
  return wait.promise;
}

function getBlocking(url: string, limits: Limits): Response {
  assertMayBlock(
    'gevent.get() without gevent.monkey.patchAll()',
    'it after gevent.monkey.patchAll()',
  );
  const owed = currentScope().takeOwed();
  if (owed !== null) throw owed;
  if (trace.on) emit(waiting('fetch', limits.timeout));
  try {
    return new Response(downloadBlocking(url, limits));
  } finally {
    if (trace.on) emit({ type: 'wake', on: 'fetch' });
  }
}
