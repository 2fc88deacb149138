/** How bytes from the web become text: as Python's `requests` does it. */

/**
 * The charset of a body.
 *
 * The `Content-Type` header decides. Where it names none, text is ISO-8859-1, as the HTTP of 1999 said
 * and `requests` still holds; anything else is taken for UTF-8, where `requests` guesses.
 */
export function charsetOf(contentType: string | undefined): string {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';');
  for (const parameter of parameters) {
    const [name, value] = parameter.split('=');
    if (name!.trim() === 'charset' && value !== undefined) return value.replace(/["'\s]/g, '');
  }
  return type.trim().startsWith('text/') ? 'iso-8859-1' : 'utf-8';
}

/** The bytes as text; what the charset cannot mean becomes U+FFFD, an unknown charset is UTF-8. */
export function decode(bytes: Uint8Array, charset: string): string {
  // The web's TextDecoder takes these for windows-1252, which has other signs from 0x80 to 0x9F.
  if (/^(iso-8859-1|iso8859-1|latin-?1|l1)$/.test(charset))
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  // As in Python, a byte order mark is a character of UTF-8, and none of UTF-16.
  const ignoreBOM = !charset.startsWith('utf-16');
  try {
    return new TextDecoder(charset, { ignoreBOM }).decode(bytes);
  } catch {
    return new TextDecoder('utf-8', { ignoreBOM }).decode(bytes);
  }
}
