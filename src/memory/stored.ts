/**
 * Values kept in shared memory, each in three words: what it is, and two more that hold it or say where
 * it is. Numbers and the like need no memory besides, texts no serialization, small plain data is kept
 * as JSON, which takes a fifth of the time; all else as V8 serializes it, which is structured clone,
 * with our shared objects staying shared.
 */
import { v8 } from '../lane/builtin.js';
import { NotCloneableError } from '../lane/errors.js';
import { allocateRaw, bytesUpTo, free } from './arena.js';
import { pack, unpack } from './crossing.js';
import { isSmallJson } from './json.js';

const Kind = {
  undefined: 0,
  null: 1,
  false: 2,
  true: 3,
  number: 4,
  text: 5,
  json: 6,
  other: 7,
} as const;

/** What it is, and its two words; `load` and `discard` take them back. */
export type Stored = [kind: number, a: number, b: number];

const halves = new Int32Array(2);
const number = new Float64Array(halves.buffer);

let codec: ReturnType<typeof makeCodec> | undefined;

/** Made on first use: few threads need it, and the module that it is made of is slow to load. */
function makeCodec() {
  const { DefaultDeserializer, DefaultSerializer } = v8();
  class Writer extends DefaultSerializer {
    // Node would copy what such a view shows, and what was shared would silently be so no more.
    _writeHostObject(view: object): void {
      if (!ArrayBuffer.isView(view))
        throw new TypeError(`a ${view.constructor.name} belongs to its thread`);
      if (view.buffer instanceof SharedArrayBuffer)
        throw new TypeError("a SharedArrayBuffer can only be passed in a thread's args");
      // oxlint-disable-next-line no-underscore-dangle -- Node's name
      (DefaultSerializer.prototype as unknown as Writer)._writeHostObject.call(this, view);
    }
  }

  class Reader extends DefaultDeserializer {
    // Node would give a view of all that was serialized; each gets memory of its own, as by a message.
    _readHostObject(): ArrayBufferView {
      // oxlint-disable-next-line no-underscore-dangle -- Node's name
      const view = (DefaultDeserializer.prototype as unknown as Reader)._readHostObject.call(this);
      if (Buffer.isBuffer(view)) return Buffer.from(view);
      const bytes = view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);
      return new (view.constructor as new (bytes: ArrayBufferLike) => ArrayBufferView)(bytes);
    }
  }

  return { Writer, Reader };
}

function serialize(what: string, value: unknown): Buffer {
  const writer = new (codec ??= makeCodec()).Writer();
  writer.writeHeader();
  try {
    writer.writeValue(pack(value));
  } catch (error) {
    throw new NotCloneableError(what, (error as Error).message.replace(/\.$/, ''));
  }
  return writer.releaseBuffer();
}

/**
 * Keeps a value.
 *
 * @param what how an error names it
 * @throws NotCloneableError when it cannot be sent to another thread
 * @throws RangeError when the program's shared memory is used up
 */
export function store(what: string, value: unknown): Stored {
  switch (typeof value) {
    case 'undefined':
      return [Kind.undefined, 0, 0];
    case 'boolean':
      return [value ? Kind.true : Kind.false, 0, 0];
    case 'number':
      number[0] = value;
      return [Kind.number, halves[0]!, halves[1]!];
    case 'string':
      return storeText(Kind.text, value);
  }
  if (value === null) return [Kind.null, 0, 0];
  if (isSmallJson(value)) return storeText(Kind.json, JSON.stringify(value));
  const serialized = serialize(what, value);
  const offset = allocateRaw(serialized.length);
  serialized.copy(bytesUpTo(offset + serialized.length), offset);
  return [Kind.other, offset, serialized.length];
}

/** The value again; its memory is free then. */
export function load(kind: number, a: number, b: number): unknown {
  const value = peek(kind, a, b);
  discard(kind, a, b);
  return value;
}

/** The value, which stays where it is. */
export function peek(kind: number, a: number, b: number): unknown {
  switch (kind) {
    case Kind.undefined:
      return undefined;
    case Kind.null:
      return null;
    case Kind.true:
    case Kind.false:
      return kind === Kind.true;
    case Kind.number:
      halves[0] = a;
      halves[1] = b;
      return number[0];
    case Kind.text:
      return textAt(a, b);
    case Kind.json:
      return JSON.parse(textAt(a, b));
  }
  const reader = new (codec ??= makeCodec()).Reader(
    Uint8Array.prototype.slice.call(bytesUpTo(a + b), a, a + b),
  );
  reader.readHeader();
  return unpack(reader.readValue());
}

// In UTF-16, as JavaScript has it: half a surrogate pair stays what it is.
function storeText(kind: number, text: string): Stored {
  if (text === '') return [kind, 0, 0];
  const bytes = text.length * 2;
  const offset = allocateRaw(bytes);
  bytesUpTo(offset + bytes).write(text, offset, bytes, 'utf16le');
  return [kind, offset, bytes];
}

function textAt(offset: number, bytes: number): string {
  if (bytes === 0) return '';
  return bytesUpTo(offset + bytes).toString('utf16le', offset, offset + bytes);
}

/** Frees the memory of a value that nobody will load. */
export function discard(kind: number, a: number, b: number): void {
  if (kind >= Kind.text && b !== 0) free(a, b);
}
