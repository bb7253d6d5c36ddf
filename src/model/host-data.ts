import { ArgumentError, DataError, ShapeError, shapeText } from '../core/errors.ts';
import { pause } from '../core/pause.ts';
import { type Shape, sizeOf } from '../core/shape.ts';
import { Tensor } from '../graph/tensor.ts';
import type { Data, NumberArray } from './types.ts';

/** Numbers on the CPU, row-major, with their shape. */
export interface HostArray<T extends NumberArray = NumberArray> {
  readonly data: T;
  readonly shape: Shape;
}

/** Elements that are looked at between two breaths of the page: a few milliseconds. */
const CHUNK = 2 ** 18;

/**
 * Reads what the user passed as `name`, without copying what is flat already.
 * @throws ArgumentError, ShapeError for anything that is not a rectangular array of numbers
 */
export async function toHost(call: string, name: string, value: Data): Promise<HostArray> {
  if (value instanceof Tensor) return { data: value.host ?? (await value.data()), shape: value.shape };
  if (ArrayBuffer.isView(value)) return { data: value, shape: [value.length] };
  if (Array.isArray(value)) return fromNested(call, name, value);
  const { data, shape } = (value ?? {}) as { data?: NumberArray; shape?: Shape };
  if (!data || !shape || !ArrayBuffer.isView(data)) {
    throw new ArgumentError(
      `${call}: ${name} must be a Tensor, nested arrays, a typed array, or { data: typed array, shape }; ` +
        `got ${describe(value)}.`,
    );
  }
  if (sizeOf(shape) !== data.length) {
    throw new ShapeError(
      `${call}: ${name} has shape ${shapeText(shape)}, which needs ${sizeOf(shape)} numbers, ` +
        `but its data has ${data.length}.`,
    );
  }
  return { data, shape };
}

const describe = (value: unknown): string =>
  value === null || typeof value !== 'object'
    ? String(value)
    : `an object with ${Object.keys(value).join(', ') || 'no keys'}`;

function fromNested(call: string, name: string, value: unknown): HostArray {
  const shape: number[] = [];
  for (
    let level = value;
    Array.isArray(level) || ArrayBuffer.isView(level);
    level = (level as unknown[])[0]
  ) {
    shape.push((level as unknown[]).length);
  }
  const data = new Float32Array(sizeOf(shape));
  let next = 0;
  const visit = (part: unknown, depth: number, row: number): void => {
    if (depth === shape.length) {
      if (typeof part !== 'number' && typeof part !== 'boolean') {
        throw new ArgumentError(
          `${call}: ${name} must hold numbers only; row ${row} holds ${describe(part)}.`,
        );
      }
      data[next++] = Number(part);
      return;
    }
    const list = part as unknown[];
    if (list?.length !== shape[depth]) {
      throw new ShapeError(
        `${call}: ${name} must be rectangular: row ${row} does not have the shape ` +
          `${shapeText(shape.slice(1))} of row 0.`,
      );
    }
    for (let i = 0; i < list.length; i++) visit(list[i], depth + 1, depth === 0 ? i : row);
  };
  visit(value, 0, 0);
  return { data, shape };
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

/** 'row 3', 'row 3, column 1', or 'row 3, index [2, 0]'. */
export function place(offset: number, shape: Shape): string {
  const size = Math.max(sizeOf(shape.slice(1)), 1);
  const row = Math.floor(offset / size);
  if (shape.length === 1) return `row ${row}`;
  if (shape.length === 2) return `row ${row}, column ${offset % size}`;
  const index: number[] = [];
  let rest = offset % size;
  for (let d = shape.length - 1; d > 0; d--) {
    index.unshift(rest % shape[d]);
    rest = Math.floor(rest / shape[d]);
  }
  return `row ${row}, index ${shapeText(index)}`;
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
