/** An answer from the web. */
import { charsetOf, decode } from './charset.js';
import type { Page } from './download.js';
import { HttpStatusError } from './fetch-errors.js';

/**
 * What `gevent.get` got.
 *
 * @example
 * const page = await gevent.get('https://www.python.org/');
 * print(`${page.length} bytes received from ${page.url}.`);
 * @see Python's `requests.Response`
 */
export class Response {
  /** The address that answered, after redirects. */
  readonly url: string;
  /** The HTTP status, such as 200. */
  readonly status: number;
  /** What the server calls that status, such as `OK`. */
  readonly reason: string;
  /** The headers, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as bytes, decompressed. */
  readonly content: Uint8Array<ArrayBuffer>;
  /** Seconds from the call until the whole body was there (in Python: until the headers were). */
  readonly elapsed: number;
  /** The charset of the body: the header's; without one ISO-8859-1 for text, else UTF-8. */
  readonly encoding: string;
  private decoded: string | undefined;

  /** @internal */
  constructor({ url, status, reason, headers, content, elapsed }: Page) {
    this.url = url;
    this.status = status;
    this.reason = reason;
    this.headers = headers;
    this.content = content;
    this.elapsed = elapsed;
    this.encoding = charsetOf(headers['content-type']);
  }

  /** Whether the status is a success, below 400. */
  get ok(): boolean {
    return this.status < 400;
  }

  /** The body as text, by `encoding`; what cannot be decoded is U+FFFD. */
  get text(): string {
    return (this.decoded ??= decode(this.content, this.encoding));
  }

  /** How many characters `text` has, as Python counts them: an emoji is one. */
  get length(): number {
    const { text } = this;
    let count = text.length;
    // The second half of a pair is no character of its own.
    for (const _ of text.matchAll(/[\u{10000}-\u{10FFFF}]/gu)) count--;
    return count;
  }

  /**
   * Throws unless the status is a success.
   *
   * @throws HttpStatusError
   * @see Python's `Response.raise_for_status`
   */
  raiseForStatus(): void {
    if (!this.ok) throw new HttpStatusError(this.url, `${this.status} ${this.reason}`.trim());
  }
}
