import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { DataError } from '../../src/core/errors.ts';
import { parseIdx, readIdx } from '../../src/data/idx.ts';

/** An IDX file of type `code` and `shape` whose values are `body`. */
const idx = (code: number, shape: number[], body: ArrayLike<number>): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(4 + 4 * shape.length + body.length);
  bytes.set([0, 0, code, shape.length]);
  const view = new DataView(bytes.buffer);
  shape.forEach((extent, axis) => {
    view.setUint32(4 + 4 * axis, extent);
  });
  bytes.set(body, 4 + 4 * shape.length);
  return bytes;
};

/** The big-endian bytes of `values`, written by the DataView method `method`. */
const bigEndian = (
  method: 'setInt16' | 'setInt32' | 'setFloat32' | 'setFloat64',
  width: number,
  values: number[],
): Uint8Array => {
  const view = new DataView(new ArrayBuffer(width * values.length));
  values.forEach((value, i) => {
    view[method](i * width, value);
  });
  return new Uint8Array(view.buffer);
};

describe('parseIdx', () => {
  test('images: uint8 of three dimensions', () => {
    const { shape, data } = parseIdx(idx(0x08, [2, 2, 3], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 128, 255]));
    expect(shape).toEqual([2, 2, 3]);
    expect(data).toEqual(new Uint8Array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 128, 255]));
  });

  test('labels: uint8 of one dimension, as a view of the bytes it was given', () => {
    const file = idx(0x08, [3], [9, 2, 1]);
    const { shape, data } = parseIdx(file);
    expect(shape).toEqual([3]);
    expect([...data]).toEqual([9, 2, 1]);
    expect(data.buffer).toBe(file.buffer);
  });

  test.each([
    ['int8', 0x09, new Uint8Array([0x80, 0xff, 0x7f]), new Int8Array([-128, -1, 127])],
    ['int16', 0x0b, bigEndian('setInt16', 2, [-2, 258, 3]), new Int16Array([-2, 258, 3])],
    ['int32', 0x0c, bigEndian('setInt32', 4, [-70000, 1, 2]), new Int32Array([-70000, 1, 2])],
    ['float32', 0x0d, bigEndian('setFloat32', 4, [0.5, -1.25, 3]), new Float32Array([0.5, -1.25, 3])],
    ['float64', 0x0e, bigEndian('setFloat64', 8, [0.1, -2, 1e300]), new Float64Array([0.1, -2, 1e300])],
  ])('%s, big-endian', (_name, code, body, expected) => {
    expect(parseIdx(idx(code, [3], body)).data).toEqual(expected);
  });

  test('a file inside a larger buffer', () => {
    const file = idx(0x0b, [2], bigEndian('setInt16', 2, [300, -300]));
    const padded = new Uint8Array(file.length + 5);
    padded.set(file, 5);
    expect([...parseIdx(padded.subarray(5)).data]).toEqual([300, -300]);
  });

  test('an empty array', () => {
    expect(parseIdx(idx(0x08, [0, 28, 28], []))).toEqual({ shape: [0, 28, 28], data: new Uint8Array(0) });
  });

  test('too short', () => {
    expect(() => parseIdx(new Uint8Array(2), 'x.idx')).toThrow(
      'parseIdx: x.idx has 2 bytes; an IDX file has at least 4. The download may have been cut off: fetch it again.',
    );
  });

  test('not IDX', () => {
    const page = new TextEncoder().encode('<!doctype html>');
    expect(() => parseIdx(page, 'x.idx')).toThrow(DataError);
    expect(() => parseIdx(page, 'x.idx')).toThrow(
      'parseIdx: x.idx starts with the bytes 3c 21 64 6f; an IDX file starts with 00 00 and a type code ' +
        '(08, 09, 0b, 0c, 0d or 0e). Is it an IDX file, or a web page that a server sent in its place?',
    );
  });

  test('an unknown type code', () => {
    expect(() => parseIdx(idx(0x0a, [1], [1]), 'x.idx')).toThrow('starts with the bytes 00 00 0a 01');
  });

  test('cut off in the header', () => {
    expect(() => parseIdx(idx(0x08, [2, 2], [1, 2, 3, 4]).subarray(0, 9), 'x.idx')).toThrow(
      'parseIdx: x.idx ends inside its header (9 of 12 bytes). The download may have been cut off',
    );
  });

  test('cut off in the values', () => {
    expect(() => parseIdx(idx(0x08, [2, 2], [1, 2, 3]), 'x.idx')).toThrow(
      'parseIdx: x.idx declares uint8 [2, 2], which makes 16 bytes, but has 15. The download may have been cut off',
    );
  });

  test('bytes after the values', () => {
    expect(() => parseIdx(idx(0x0b, [1], [0, 1, 2]), 'x.idx')).toThrow(
      'parseIdx: x.idx declares int16 [1], which makes 10 bytes, but has 11. Something is appended to it.',
    );
  });

  test('gzip', () => {
    expect(() => parseIdx(gzipSync(idx(0x08, [1], [7])), 'x.gz')).toThrow(
      'parseIdx: x.gz is gzip-compressed. Use readIdx, which decompresses it.',
    );
  });
});

describe('readIdx', () => {
  const plain = idx(0x08, [3], [9, 2, 1]);
  const zipped = new Uint8Array(gzipSync(plain));

  test.each([
    ['bytes', plain],
    ['gzipped bytes', zipped],
    ['a Blob', new Blob([zipped])],
    ['a response', new Response(zipped)],
    ['a response that the server has decompressed', new Response(plain)],
  ])('%s', async (_name, source) => {
    expect(await readIdx(source)).toEqual({ shape: [3], data: new Uint8Array([9, 2, 1]) });
  });

  test('damaged gzip', async () => {
    await expect(readIdx(zipped.slice(0, 20), 'x.gz')).rejects.toThrow(
      'readIdx: x.gz is gzip-compressed, but damaged or cut off. Fetch it again.',
    );
  });

  test('an answer that is not ok', async () => {
    await expect(readIdx(new Response('', { status: 404, statusText: 'Not Found' }), 'x.gz')).rejects.toThrow(
      'readIdx: x.gz was answered with HTTP 404 Not Found.',
    );
  });
});
