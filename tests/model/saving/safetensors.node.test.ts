import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../src/core/errors.ts';
import {
  decodeSafetensors,
  encodeSafetensors,
  type StoredTensor,
} from '../../../src/model/saving/safetensors.ts';

const tensors = new Map<string, StoredTensor>([
  ['a', { dtype: 'F32', shape: [2, 3], data: new Float32Array([1, 2, 3, 4, 5, -6.5]) }],
  ['b', { dtype: 'I32', shape: [], data: new Int32Array([7]) }],
  ['empty', { dtype: 'F32', shape: [0, 4], data: new Float32Array(0) }],
  ['bytes', { dtype: 'U8', shape: [3], data: new Uint8Array([1, 2, 3]) }],
]);

/** A file with this header, written by hand, and so many zero bytes of data. */
function file(header: unknown, bytes: number, length?: bigint): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const all = new Uint8Array(8 + json.length + bytes);
  new DataView(all.buffer).setBigUint64(0, length ?? BigInt(json.length), true);
  all.set(json, 8);
  return all;
}

const f32 = (shape: unknown, offsets: unknown) => ({ dtype: 'F32', shape, data_offsets: offsets });

describe('safetensors', () => {
  test('what is written is read again', () => {
    const bytes = encodeSafetensors({ metadata: { format: 'test' }, tensors });
    const { metadata, tensors: read } = decodeSafetensors('test', bytes);
    expect(metadata).toEqual({ format: 'test' });
    expect([...read]).toEqual([...tensors]);
  });

  test('the layout is the one that the format describes', () => {
    const bytes = encodeSafetensors({ metadata: {}, tensors: new Map([...tensors].slice(0, 1)) });
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    expect((8 + length) % 8).toBe(0);
    expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))).toEqual({
      a: { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] },
    });
    expect(new Float32Array(bytes.slice(8 + length).buffer)).toEqual(new Float32Array([1, 2, 3, 4, 5, -6.5]));
  });

  test('aligned tensors are views of the file, others copies of their own bytes', () => {
    const bytes = encodeSafetensors({ metadata: {}, tensors });
    expect(decodeSafetensors('test', bytes).tensors.get('a')?.data.buffer).toBe(bytes.buffer);
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    const moved = decodeSafetensors('test', shifted.subarray(1)).tensors.get('a');
    expect(moved?.data).toEqual(tensors.get('a')?.data);
    expect(moved?.data.buffer.byteLength).toBe(24);
  });

  test.each<[what: string, bytes: Uint8Array, message: string]>([
    ['an empty file', new Uint8Array(0), 'at least 8 bytes, got 0'],
    ['a header longer than the file', file({}, 0, 2n ** 60n), 'said to have 1152921504606846976 bytes'],
    ['a header that is cut off', file({ a: f32([1], [0, 4]) }, 4).subarray(0, 20), 'truncated'],
    ['a header that is no JSON', file('{"a":', 0), 'the header is no JSON'],
    ['a header that is a list', file([], 0), 'must be a JSON object'],
    ['metadata that is no text', file({ __metadata__: { a: 1 } }, 0), '__metadata__ must map names to text'],
    ['an entry that is nothing', file({ a: null }, 0), "'a' has dtype undefined"],
    ['an unknown dtype', file({ a: { ...f32([1], [0, 4]), dtype: 'F8' } }, 4), "'a' has dtype F8"],
    [
      'the name of a method as dtype',
      file({ a: { ...f32([1], [0, 4]), dtype: 'toString' } }, 4),
      'dtype toString',
    ],
    ['a negative shape', file({ a: f32([-1], [0, 4]) }, 4), 'no shape of non-negative integers'],
    [
      'a shape that overflows',
      file({ a: f32([2 ** 31, 2 ** 31], [0, 4]) }, 4),
      'takes 18446744073709552000 bytes',
    ],
    ['no offsets', file({ a: { dtype: 'F32', shape: [1] } }, 4), 'no data_offsets'],
    ['data that is cut off', file({ a: f32([2], [0, 8]) }, 4), 'truncated or damaged'],
    [
      'too few bytes for the shape',
      file({ a: f32([2], [0, 4]) }, 4),
      "'a' of shape [2] and dtype F32 takes 8 bytes",
    ],
    [
      'tensors that overlap',
      file({ a: f32([1], [0, 4]), b: f32([1], [0, 4]) }, 4),
      "the bytes of 'b' begin at 0",
    ],
    [
      'a hole between tensors',
      file({ a: f32([1], [0, 4]), b: f32([1], [8, 12]) }, 12),
      "the bytes of 'b' begin at 8",
    ],
    ['bytes left over', file({ a: f32([1], [0, 4]) }, 8), 'the tensors take 4 bytes, but the file holds 8'],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => decodeSafetensors('loadModel', bytes)).toThrow(FormatError);
    expect(() => decodeSafetensors('loadModel', bytes)).toThrow(message);
  });

  test('every file that is cut off somewhere is refused', () => {
    const bytes = encodeSafetensors({ metadata: { format: 'test' }, tensors });
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeSafetensors('test', bytes.subarray(0, length))).toThrow(FormatError);
    }
  });
});
