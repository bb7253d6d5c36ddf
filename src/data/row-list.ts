import { ArgumentError, ShapeError } from '../core/errors.ts';
import { sizeOf } from '../core/shape.ts';
import type { HostArray, NumberArray } from './host-array.ts';

/** Rows in any form: an array of anything, a typed array, or { data, shape }. */
export type Rows = readonly unknown[] | NumberArray | HostArray;

export const countRows = (rows: Rows): number => ('shape' in rows ? rows.shape[0] : rows.length);

/** @throws unless `arrays` is a list of at least one, all with the same number of rows; returns that number */
export function requireEqualRows(call: string, arrays: readonly Rows[]): number {
  if (!Array.isArray(arrays) || arrays.length === 0 || arrays.some((rows) => typeof rows !== 'object')) {
    throw new ArgumentError(`${call}: expected a list of arrays such as [x, y].`);
  }
  const counts = arrays.map(countRows);
  if (counts.every((count) => count === counts[0])) return counts[0];
  throw new ShapeError(`${call}: all arrays must have the same number of rows, got ${counts.join(' and ')}.`);
}

/**
 * The rows with these numbers of all arrays, in this order and in the form that they came in:
 * `const [xs, ys] = takeRows([x, y], [4, 0, 7])`.
 *
 * @throws ArgumentError for a number that is no row
 */
export function takeRows<const T extends readonly Rows[]>(arrays: T, numbers: readonly number[]): T {
  const count = requireEqualRows('data.takeRows', arrays);
  const wrong = numbers.find((row) => !Number.isInteger(row) || row < 0 || row >= count);
  if (wrong !== undefined) {
    throw new ArgumentError(`data.takeRows: there are rows 0 to ${count - 1}, but no row ${wrong}.`);
  }
  return arrays.map((rows) => take(rows, numbers)) as unknown as T;
}

function take(rows: Rows, indices: readonly number[]): Rows {
  if ('shape' in rows) {
    const { data, shape } = rows;
    const width = sizeOf(shape.slice(1));
    const picked = emptyLike(data, indices.length * width);
    for (const [k, row] of indices.entries())
      picked.set(data.subarray(row * width, (row + 1) * width), k * width);
    return { data: picked, shape: [indices.length, ...shape.slice(1)] };
  }
  if (!ArrayBuffer.isView(rows)) return indices.map((row) => rows[row]);
  const picked = emptyLike(rows, indices.length);
  for (const [k, row] of indices.entries()) picked[k] = rows[row];
  return picked;
}

const emptyLike = <T extends NumberArray>(data: T, length: number): T =>
  new (data.constructor as new (length: number) => T)(length);
