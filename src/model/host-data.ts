import type { TypedArray } from '../core/dtype.ts';
import { DataError } from '../core/errors.ts';
import { pause } from '../core/pause.ts';
import { sizeOf } from '../core/shape.ts';
import { type HostArray, type NumberArray, place, readHost } from '../data/host-array.ts';
import { Tensor } from '../graph/tensor.ts';
import { Variable } from '../graph/variable.ts';
import type { Data } from './types.ts';

/** Elements that are looked at between two breaths of the page: a few milliseconds. */
const CHUNK = 2 ** 18;

/**
 * Reads what the user passed as `name`, without copying what is flat already.
 * @throws ArgumentError, ShapeError for anything that is not a rectangular array of numbers
 */
export async function toHost(call: string, name: string, value: Data): Promise<HostArray> {
  if (value instanceof Tensor) return { data: await valuesOf(value), shape: value.shape };
  return readHost(call, name, value, { as: Float32Array, orElse: 'a Tensor, ' });
}

/** What was read back of small tensors: those of `trainOnBatch` come again and again. */
const readBefore = new WeakMap<Tensor, TypedArray>();
/** Elements. */
const SMALL = 2 ** 20;

async function valuesOf(value: Tensor): Promise<TypedArray> {
  if (value.host) return value.host;
  const known = value.storage?.disposed ? undefined : readBefore.get(value);
  if (known) return known;
  const data = await value.data();
  // A variable may be something else the next time.
  if (!(value instanceof Variable) && data.length <= SMALL) readBefore.set(value, data);
  return data;
}

/** The same numbers as float32. Long arrays do not hold the page up. */
export async function toFloat32({ data, shape }: HostArray): Promise<HostArray<Float32Array>> {
  if (data instanceof Float32Array) return { data, shape };
  const floats = new Float32Array(data.length);
  for (let begin = 0; begin < data.length; begin += CHUNK) {
    floats.set(data.subarray(begin, begin + CHUNK), begin);
    if (begin + CHUNK < data.length) await pause();
  }
  return { data: floats, shape };
}

/** Refuses NaN and infinity, naming where the first one is. */
export async function checkFinite(call: string, name: string, { data, shape }: HostArray): Promise<void> {
  if (!(data instanceof Float32Array || data instanceof Float64Array)) return;
  // x - x is 0 for every finite number, NaN for the others.
  const bad = await findFirst(data, (value) => value - value !== 0);
  if (bad < 0) return;
  throw new DataError(
    `${call}: ${name} holds ${data[bad]} at ${place(bad, shape)}. Remove the row or fill in a number: ` +
      'one such value turns every weight into NaN.',
  );
}

/** The first position whose value is as described, or -1. Long arrays do not hold the page up. */
export async function findFirst(data: NumberArray, isWanted: (value: number) => boolean): Promise<number> {
  for (let begin = 0; begin < data.length; begin += CHUNK) {
    const end = Math.min(begin + CHUNK, data.length);
    for (let i = begin; i < end; i++) if (isWanted(data[i])) return i;
    if (end < data.length) await pause();
  }
  return -1;
}

/** Rows [begin, end) without copying. */
export function rows<T extends NumberArray>(
  { data, shape }: HostArray<T>,
  begin: number,
  end: number,
): HostArray<T> {
  const size = sizeOf(shape.slice(1));
  return { data: data.subarray(begin * size, end * size) as T, shape: [end - begin, ...shape.slice(1)] };
}
