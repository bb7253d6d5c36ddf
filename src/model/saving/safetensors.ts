import { FormatError } from '../../core/errors.ts';
import { shapeText } from '../../core/messages.ts';
import { type Shape, sizeOf } from '../../core/shape.ts';

/** A tensor in a file. */
export interface StoredTensor {
  readonly dtype: StoredType;
  readonly shape: Shape;
  /** A view into the file's bytes where they are aligned, else a copy. Row-major. */
  readonly data: StoredArray;
}

export type StoredArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

const ARRAYS = {
  F64: Float64Array,
  F32: Float32Array,
  I32: Int32Array,
  U32: Uint32Array,
  I16: Int16Array,
  U16: Uint16Array,
  I8: Int8Array,
  U8: Uint8Array,
  BOOL: Uint8Array,
  // The bits; there is no typed array for them everywhere yet.
  F16: Uint16Array,
} as const;

export type StoredType = keyof typeof ARRAYS;

export interface Safetensors {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

const LENGTH_BYTES = 8;
/** Data begins at a multiple of this, so that float64 tensors can be views. */
const ALIGNMENT = 8;

export function encodeSafetensors({ metadata, tensors }: Safetensors): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = Object.keys(metadata).length > 0 ? { __metadata__: metadata } : {};
  let end = 0;
  for (const [name, { dtype, shape, data }] of tensors) {
    header[name] = { dtype, shape, data_offsets: [end, end + data.byteLength] };
    end += data.byteLength;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const start = Math.ceil((LENGTH_BYTES + json.length) / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(start + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(start - LENGTH_BYTES), true);
  bytes.fill(0x20, LENGTH_BYTES, start);
  bytes.set(json, LENGTH_BYTES);
  let offset = start;
  for (const { data } of tensors.values()) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += data.byteLength;
  }
  return bytes;
}

export function decodeSafetensors(call: string, bytes: Uint8Array): Safetensors {
  const [header, data] = split(call, bytes);
  const { __metadata__: metadata = {}, ...entries } = header;
  if (!isObject(metadata) || Object.values(metadata).some((value) => typeof value !== 'string')) {
    throw new FormatError(`${call}: the file's __metadata__ must map names to text.`);
  }
  const tensors = new Map<string, StoredTensor>();
  const ranges: [begin: number, end: number, name: string][] = [];
  for (const [name, entry] of Object.entries(entries)) {
    const [tensor, begin, end] = readEntry(call, name, entry, data);
    tensors.set(name, tensor);
    ranges.push([begin, end, name]);
  }
  ranges.sort(([a, aEnd], [b, bEnd]) => a - b || aEnd - bEnd);
  let at = 0;
  for (const [begin, end, name] of ranges) {
    if (begin !== at) {
      throw new FormatError(
        `${call}: the bytes of '${name}' begin at ${begin}, but those before end at ${at}.`,
      );
    }
    at = end;
  }
  if (at !== data.byteLength) {
    throw new FormatError(
      `${call}: the tensors take ${at} bytes, but the file holds ${data.byteLength} bytes of data.`,
    );
  }
  return { metadata: metadata as Readonly<Record<string, string>>, tensors };
}

function split(
  call: string,
  bytes: Uint8Array,
): [header: Readonly<Record<string, unknown>>, data: Uint8Array] {
  if (bytes.byteLength < LENGTH_BYTES) {
    throw new FormatError(`${call}: a safetensors file has at least 8 bytes, got ${bytes.byteLength}.`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getBigUint64(0, true);
  if (length > BigInt(bytes.byteLength - LENGTH_BYTES)) {
    throw new FormatError(
      `${call}: the header is said to have ${length} bytes, but the file has ${bytes.byteLength}. It is ` +
        'truncated, or no safetensors file.',
    );
  }
  const end = LENGTH_BYTES + Number(length);
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(LENGTH_BYTES, end)));
  } catch (cause) {
    throw new FormatError(`${call}: the header is no JSON. It is damaged, or no safetensors file.`, {
      cause,
    });
  }
  if (!isObject(header)) throw new FormatError(`${call}: the header must be a JSON object.`);
  return [header, bytes.subarray(end)];
}

function readEntry(
  call: string,
  name: string,
  entry: unknown,
  data: Uint8Array,
): [tensor: StoredTensor, begin: number, end: number] {
  const { dtype, shape, data_offsets: offsets } = isObject(entry) ? entry : {};
  if (typeof dtype !== 'string' || !Object.hasOwn(ARRAYS, dtype)) {
    throw new FormatError(
      `${call}: '${name}' has dtype ${String(dtype)}. Known: ${Object.keys(ARRAYS).join(', ')}.`,
    );
  }
  const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
  if (!Array.isArray(shape) || !shape.every(isCount)) {
    throw new FormatError(`${call}: '${name}' has no shape of non-negative integers.`);
  }
  const type = dtype as StoredType;
  const array = ARRAYS[type];
  const wanted = sizeOf(shape) * array.BYTES_PER_ELEMENT;
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount)) {
    throw new FormatError(`${call}: '${name}' has no data_offsets of two non-negative integers.`);
  }
  const [begin, end] = offsets;
  if (end - begin !== wanted || end > data.byteLength) {
    throw new FormatError(
      `${call}: '${name}' of shape ${shapeText(shape)} and dtype ${dtype} takes ${wanted} bytes, but is said to lie at ` +
        `${begin} to ${end} of ${data.byteLength} bytes. The file is truncated or damaged.`,
    );
  }
  const offset = data.byteOffset + begin;
  const aligned = offset % array.BYTES_PER_ELEMENT === 0;
  const values = aligned
    ? new array(data.buffer as ArrayBuffer, offset, sizeOf(shape))
    : new array((data.buffer as ArrayBuffer).slice(offset, offset + wanted));
  return [{ dtype: type, shape, data: values }, begin, end];
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
