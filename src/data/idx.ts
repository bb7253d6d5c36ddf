/**
 * IDX, the format in which MNIST and its relatives are published: two zero bytes, a type code, the number of
 * dimensions, one big-endian int32 per dimension, then the values, big-endian, last dimension fastest.
 * Source: http://yann.lecun.com/exdb/mnist/ ("THE IDX FILE FORMAT").
 */
import { DataError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { gunzip, isGzip } from './gzip.ts';

/** The values of an IDX file, in the element type that the file declares. */
export type IdxData = Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;

/** What {@link parseIdx} returns: `data` is flat and row-major; `shape` has one entry per dimension. */
export interface IdxArray {
  readonly shape: number[];
  readonly data: IdxData;
}

interface ElementType {
  readonly name: string;
  readonly bytes: number;
  readonly read: (view: DataView, offset: number, length: number) => IdxData;
}

const ELEMENTS: Readonly<Record<number, ElementType>> = {
  8: { name: 'uint8', bytes: 1, read: (v, at, n) => new Uint8Array(v.buffer, v.byteOffset + at, n) },
  9: { name: 'int8', bytes: 1, read: (v, at, n) => new Int8Array(v.buffer, v.byteOffset + at, n) },
  11: { name: 'int16', bytes: 2, read: (v, at, n) => fill(new Int16Array(n), (i) => v.getInt16(at + 2 * i)) },
  12: { name: 'int32', bytes: 4, read: (v, at, n) => fill(new Int32Array(n), (i) => v.getInt32(at + 4 * i)) },
  13: {
    name: 'float32',
    bytes: 4,
    read: (v, at, n) => fill(new Float32Array(n), (i) => v.getFloat32(at + 4 * i)),
  },
  14: {
    name: 'float64',
    bytes: 8,
    read: (v, at, n) => fill(new Float64Array(n), (i) => v.getFloat64(at + 8 * i)),
  },
};

function fill<T extends IdxData>(target: T, value: (index: number) => number): T {
  for (let i = 0; i < target.length; i++) target[i] = value(i);
  return target;
}

/**
 * Parses the bytes of an uncompressed IDX file. 8-bit values are a view of `bytes`, not a copy.
 *
 * @param bytes the whole file
 * @param name what to call the file in error messages
 * @throws DataError when the bytes are gzipped, are not IDX, or are shorter or longer than the header says
 */
export function parseIdx(bytes: Uint8Array, name = 'the file'): IdxArray {
  const fail = (problem: string, remedy: string): never => {
    throw new DataError(`parseIdx: ${name} ${problem}. ${remedy}`);
  };
  if (isGzip(bytes)) fail('is gzip-compressed', 'Use readIdx, which decompresses it.');
  if (bytes.length < 4) {
    fail(
      `has ${bytes.length} bytes; an IDX file has at least 4`,
      'The download may have been cut off: fetch it again.',
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [zero, alsoZero, code, rank] = bytes;
  const element = ELEMENTS[code];
  if (zero !== 0 || alsoZero !== 0 || element === undefined) {
    const start = [...bytes.subarray(0, 4)].map((b) => b.toString(16).padStart(2, '0')).join(' ');
    fail(
      `starts with the bytes ${start}; an IDX file starts with 00 00 and a type code (08, 09, 0b, 0c, 0d or 0e)`,
      'Is it an IDX file, or a web page that a server sent in its place?',
    );
  }
  const header = 4 + 4 * rank;
  if (bytes.length < header) {
    fail(
      `ends inside its header (${bytes.length} of ${header} bytes)`,
      'The download may have been cut off: fetch it again.',
    );
  }
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const length = shape.reduce((product, extent) => product * extent, 1);
  const expected = header + length * element.bytes;
  if (bytes.length !== expected) {
    fail(
      `declares ${element.name} ${shapeText(shape)}, which makes ${expected} bytes, but has ${bytes.length}`,
      bytes.length < expected
        ? 'The download may have been cut off: fetch it again.'
        : 'Something is appended to it.',
    );
  }
  return { shape, data: element.read(view, header, length) };
}

/**
 * Reads an IDX file, gzipped or not (some servers decompress `.gz` files on the way, so the bytes decide,
 * not the file's name).
 *
 * @param source a `fetch` response, a Blob or File, or the bytes
 * @param name what to call the file in error messages; default: the response's URL or the file's name
 * @throws DataError when the response is not ok, the gzip data is damaged, or {@link parseIdx} rejects the bytes
 */
export async function readIdx(
  source: Response | Blob | Uint8Array<ArrayBuffer>,
  name = nameOf(source),
): Promise<IdxArray> {
  if (source instanceof Response && !source.ok) {
    const status = `${source.status} ${source.statusText}`.trim();
    throw new DataError(`readIdx: ${name} was answered with HTTP ${status}.`);
  }
  const bytes = source instanceof Uint8Array ? source : new Uint8Array(await source.arrayBuffer());
  return parseIdx(isGzip(bytes) ? await gunzip('readIdx', bytes, name) : bytes, name);
}

function nameOf(source: Response | Blob | Uint8Array): string {
  if (source instanceof Response) return source.url || 'the response';
  return typeof File !== 'undefined' && source instanceof File ? source.name : 'the file';
}
