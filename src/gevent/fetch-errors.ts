/**
 * Why a request can fail: one class per situation. Each is made of the address and one detail, so that
 * the helper thread of a blocking request can hand it over by name.
 */

/** Removes what could steer a terminal or turn text around: addresses come from outside. */
function printable(text: string): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '');
  return clean.length > 200 ? `${clean.slice(0, 199)}…` : clean;
}

/** What all failures of `gevent.get` have in common. */
export abstract class FetchError extends Error {
  /** The address that was asked for, without control characters. */
  readonly url: string;
  /** What the message tells beside the address: a host, a number, a cause. */
  readonly detail: string;

  constructor(url: string, detail: string, say: (detail: string) => string) {
    super(`${printable(url)}: ${say(printable(detail))}`);
    this.url = printable(url);
    this.detail = printable(detail);
  }
}

/** The address is no address on the web. */
export class NotHttpError extends FetchError {
  override name = 'NotHttpError';
  constructor(url: string, protocol: string) {
    super(
      url,
      protocol,
      (got) =>
        `expected an address that begins with http:// or https://${got === '' ? '' : `, got ${got}`}.`,
    );
  }
}

/** No name server knows the host. */
export class UnknownHostError extends FetchError {
  override name = 'UnknownHostError';
  constructor(url: string, host: string) {
    super(url, host, (host) => `unknown host ${host}; check its spelling and your network.`);
  }
}

/** The host can be reached, and nothing listens there. */
export class ConnectionRefusedError extends FetchError {
  override name = 'ConnectionRefusedError';
  constructor(url: string, host: string) {
    super(url, host, (host) => `connection refused by ${host}; check the port and the server.`);
  }
}

/** No way leads to the host. */
export class UnreachableError extends FetchError {
  override name = 'UnreachableError';
  constructor(url: string, host: string) {
    super(url, host, (host) => `no network reaches ${host}; check your connection.`);
  }
}

/** The answer was not there in time. */
export class FetchTimeoutError extends FetchError {
  override name = 'FetchTimeoutError';
  constructor(url: string, seconds: string) {
    super(
      url,
      seconds,
      (seconds) => `timed out, no whole answer within ${seconds} s; try again, or allow more time.`,
    );
  }
}

/** The server's certificate cannot be trusted. */
export class BadCertificateError extends FetchError {
  override name = 'BadCertificateError';
  constructor(url: string, cause: string) {
    super(url, cause, (cause) => `bad certificate (${cause}); do not trust what it serves.`);
  }
}

/** The server answered with a status that is no success. */
export class HttpStatusError extends FetchError {
  override name = 'HttpStatusError';
  constructor(url: string, status: string) {
    super(url, status, (status) => `answered ${status} instead of the page; check the address.`);
  }
}

/** The body is larger than the caller wants to read. */
export class BodyTooLargeError extends FetchError {
  override name = 'BodyTooLargeError';
  constructor(url: string, limit: string) {
    super(url, limit, (limit) => `the body is larger than ${limit}; raise maxBytes to read it.`);
  }
}

/** One redirect led to the next, too often. */
export class TooManyRedirectsError extends FetchError {
  override name = 'TooManyRedirectsError';
  constructor(url: string, count: string) {
    super(url, count, (count) => `redirected more than ${count} times, perhaps in a circle.`);
  }
}

/** The answer is no HTTP, or broke off. */
export class BrokenAnswerError extends FetchError {
  override name = 'BrokenAnswerError';
  constructor(url: string, cause: string) {
    super(url, cause, (cause) => `the answer is broken (${cause}); try again later.`);
  }
}

/** A failure as plain data. */
export interface PlainFetchError {
  name: string;
  url: string;
  detail: string;
}

const classes: Record<string, new (url: string, detail: string) => FetchError> = {
  NotHttpError,
  UnknownHostError,
  ConnectionRefusedError,
  UnreachableError,
  FetchTimeoutError,
  BadCertificateError,
  HttpStatusError,
  BodyTooLargeError,
  TooManyRedirectsError,
  BrokenAnswerError,
};

/** Makes of a failure what a message can carry. */
export function toPlain({ name, url, detail }: FetchError): PlainFetchError {
  return { name, url, detail };
}

/** Undoes `toPlain`. */
export function fromPlain({ name, url, detail }: PlainFetchError): FetchError {
  return new (classes[name] ?? BrokenAnswerError)(url, detail);
}

const refused = /^ECONNREFUSED$/;
const unknown = /^(ENOTFOUND$|EAI_|ETIMEOUT$)/; // the last: no name server answers
const unreachable = /^(ENETUNREACH|EHOSTUNREACH|ENETDOWN|EHOSTDOWN|EADDRNOTAVAIL|EACCES|EPERM)$/;
const late = /^ETIMEDOUT$/;
const certificate = /CERT|^UNABLE_TO_|^HOSTNAME_MISMATCH$/;

/** Which failure a Node error of a request to `url` is. */
export function fetchError(url: URL, error: NodeJS.ErrnoException, seconds: number): FetchError {
  if (error instanceof FetchError) return error;
  const { code = '', message } = error;
  const { href, hostname, host } = url;
  if (unknown.test(code)) return new UnknownHostError(href, hostname);
  if (refused.test(code)) return new ConnectionRefusedError(href, host);
  if (unreachable.test(code)) return new UnreachableError(href, host);
  if (late.test(code)) return new FetchTimeoutError(href, String(seconds));
  if (certificate.test(code)) return new BadCertificateError(href, message);
  return new BrokenAnswerError(href, message || code);
}
